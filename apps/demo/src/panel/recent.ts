/** The last of many numbers, for a middle that does not flicker. */
export class Recent {
  readonly #most: number;
  readonly #values: number[] = [];

  /** @param most - numbers that are kept. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Takes the next one; the oldest goes. */
  add(value: number): void {
    this.#values.push(value);
    if (this.#values.length > this.#most) this.#values.shift();
  }

  /** The median; undefined while there is none. */
  get median(): number | undefined {
    const sorted = [...this.#values].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
  }

  /** The mean; undefined while there is none. */
  get mean(): number | undefined {
    const { length } = this.#values;
    if (length === 0) return undefined;
    return this.#values.reduce((sum, value) => sum + value, 0) / length;
  }
}
