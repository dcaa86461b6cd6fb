/** Work that may never be begun. */
export interface Job<T> {
  /** Begins; until what it returns settles, nothing else does. */
  start(): Promise<T>;
  /** Told, in place of `start`, that the work is not wanted any more. */
  drop(): void;
}

/** Work in the only seat. */
interface Seat {
  readonly begin: () => void;
  readonly leave: (error?: Error) => void;
}

/** One job at a time and one that waits: a newer one takes its seat, so that nobody works on a frame that is long past. */
export class LatestWins {
  #busy = false;
  #seat: Seat | undefined;

  /** @returns what the job gives; undefined where a newer one took its seat. */
  run<T>({ start, drop }: Job<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      // The next one begins before this one's caller hears, or that caller's next frame would take its seat.
      const begin = (): void => {
        start().then(
          (value) => {
            this.#next();
            resolve(value);
          },
          (error: unknown) => {
            this.#next();
            reject(error);
          },
        );
      };
      if (!this.#busy) {
        this.#busy = true;
        begin();
        return;
      }
      this.#seat?.leave();
      this.#seat = {
        begin,
        leave: (error) => {
          drop();
          if (error === undefined) resolve(undefined);
          else reject(error);
        },
      };
    });
  }

  /** Rejects the one that waits. */
  clear(error: Error): void {
    this.#seat?.leave(error);
    this.#seat = undefined;
  }

  #next(): void {
    const seat = this.#seat;
    this.#seat = undefined;
    this.#busy = seat !== undefined;
    seat?.begin();
  }
}
