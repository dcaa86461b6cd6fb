/** Loss shown to a person: a running mean over about this many steps. */
const SMOOTHED_STEPS = 50;
/** A running mean that many times the least so far means that the training runs away. */
const DIVERGED = 8;

/** Follows the loss of a training. */
export class LossWatch {
  #smoothed: number | undefined;
  #least = Infinity;
  #steps = 0;

  /** Takes a step's loss; one that is no finite number is left out. */
  add(loss: number): void {
    if (!Number.isFinite(loss)) return;
    this.#steps++;
    this.#smoothed =
      this.#smoothed === undefined
        ? loss
        : this.#smoothed +
          (loss - this.#smoothed) / Math.min(SMOOTHED_STEPS, this.#steps);
    if (this.#steps >= SMOOTHED_STEPS)
      this.#least = Math.min(this.#least, this.#smoothed);
  }

  /** Running mean over about fifty steps; NaN before the first. */
  get smoothed(): number {
    return this.#smoothed ?? NaN;
  }

  /** Whether the running mean has left its least so far behind by a factor of eight. */
  get diverges(): boolean {
    return this.smoothed > DIVERGED * this.#least;
  }
}
