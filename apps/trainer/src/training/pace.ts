/** What some steps took. */
export interface Taken {
  /** Time on the clock since the last were taken, measuring and saving between the steps included, s. */
  readonly seconds: number;
  /** Processor time of all threads meanwhile, s. */
  readonly processorSeconds: number;
  /** Crops a second while the steps ran. */
  readonly samplesPerSecond: number;
}

/** Adds up what the steps of a training take. */
export class Pace {
  readonly #batchSize: number;
  #samples = 0;
  #milliseconds = 0;
  #since = performance.now();
  #processor = process.cpuUsage();

  /** @param batchSize - crops a step. */
  constructor(batchSize: number) {
    this.#batchSize = batchSize;
  }

  /**
   * Counts a step.
   *
   * @param took - ms.
   */
  add(took: number): void {
    this.#samples += this.#batchSize;
    this.#milliseconds += took;
  }

  /** What was taken since the last call, or since the beginning. */
  take(): Taken {
    const now = performance.now();
    const { user, system } = process.cpuUsage(this.#processor);
    const taken = {
      seconds: rounded((now - this.#since) / 1000),
      processorSeconds: rounded((user + system) / 1e6),
      samplesPerSecond: rounded(
        (1000 * this.#samples) / Math.max(1, this.#milliseconds),
      ),
    };
    this.#since = now;
    this.#processor = process.cpuUsage();
    this.#samples = 0;
    this.#milliseconds = 0;
    return taken;
  }
}

const rounded = (value: number) => Number(value.toFixed(3));
