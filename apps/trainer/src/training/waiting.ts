/** Adds up how much of the training's time its threads waited for batches. */
export class Waiting {
  #waited = 0;
  #took = 0;
  #shown = { waited: 0, took: 0 };

  /**
   * Counts a step.
   *
   * @param waited - mean over the replicas, ms.
   * @param took - the whole step, ms.
   */
  add(waited: number, took: number): void {
    this.#waited += waited;
    this.#took += took;
  }

  /** Share of the time since the last call, from 0 to 1. */
  recent(): number {
    const waited = this.#waited - this.#shown.waited;
    const took = this.#took - this.#shown.took;
    this.#shown = { waited: this.#waited, took: this.#took };
    return took > 0 ? waited / took : 0;
  }

  /** Share of the time of all steps, from 0 to 1. */
  get share(): number {
    return this.#took > 0 ? this.#waited / this.#took : 0;
  }
}
