/** How bytes become network input: `(byte - mean) / deviation`, channel by channel. */
export interface Normalisation {
  /** Subtracted, for red, green and blue, in 0 to 255. */
  readonly mean: readonly [number, number, number];
  /** Divided by, for red, green and blue, in 0 to 255. */
  readonly deviation: readonly [number, number, number];
}
