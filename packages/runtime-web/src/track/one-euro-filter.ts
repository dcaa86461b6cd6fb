import { expected } from "@fdhm/errors";

/** Settings of a One-Euro filter. */
export interface OneEuroOptions {
  /** Cut-off frequency for what stands still, Hz: less of it trembles less and follows slow movements later. */
  readonly slowest: number;
  /** How much a speed of one size a second raises the cut-off, Hz: more of it lags less and trembles more in movement. */
  readonly perSpeed: number;
  /** Cut-off frequency for the speed itself, Hz. */
  readonly speedCutoff: number;
}

/**
 * Low-pass filter that opens with speed: Casiez, Roussel, Vogel, "1 Euro Filter: A Simple Speed-based Low-pass Filter for Noisy
 * Input in Interactive Systems" (CHI 2012, algorithm 1; there `mincutoff`, `beta`, `dcutoff`). Differences: it takes
 * points of three coordinates, whose speed is the length of theirs, in sizes of the object a second, so that one setting serves near
 * and far faces; and a point counts as at least as fast as the mean of all, so that in a turn of the whole none lags behind the others.
 */
export class OneEuroFilter {
  readonly #slowest: number;
  readonly #perSpeed: number;
  readonly #speedCutoff: number;
  #timestamp = 0;
  /** What was given out last, xyz triples; none before the first points. */
  #points: Float64Array | undefined;
  /** Their speeds, sizes a second along each axis. */
  #speeds = new Float64Array(0);

  /** @throws RangeError where a setting is not finite or negative, or a cut-off is 0. */
  constructor({ slowest, perSpeed, speedCutoff }: OneEuroOptions) {
    for (const [name, value] of Object.entries({ slowest, speedCutoff }))
      if (!(value > 0 && value < Infinity))
        throw expected("positive Hz", name, value);
    if (!(perSpeed >= 0 && perSpeed < Infinity))
      throw expected("Hz from 0", "perSpeed", perSpeed);
    this.#slowest = slowest;
    this.#perSpeed = perSpeed;
    this.#speedCutoff = speedCutoff;
  }

  /**
   * Takes the next points.
   *
   * @param points - xyz triples, as many each time.
   * @param size - of the object in their unit.
   * @param timestamp - ms, not before the last one.
   * @returns the points without their trembling; new numbers, the first ones as they came.
   */
  filter(points: Float32Array, size: number, timestamp: number): Float32Array {
    const last = this.#points;
    if (last === undefined) {
      this.#points = Float64Array.from(points);
      this.#speeds = new Float64Array(points.length);
      this.#timestamp = timestamp;
      return points.slice();
    }
    const seconds = (timestamp - this.#timestamp) / 1000;
    if (seconds > 0) {
      this.#timestamp = timestamp;
      const mean = this.#follow(points, last, size, seconds);
      for (let i = 0; i < points.length; i += 3) {
        const speed = Math.max(mean, length(this.#speeds, i));
        const share = weight(this.#slowest + this.#perSpeed * speed, seconds);
        for (let j = i; j < i + 3; j++)
          last[j]! += share * (points[j]! - last[j]!);
      }
    }
    return Float32Array.from(last);
  }

  /** Brings the speeds up to date; gives their mean. */
  #follow(
    points: Float32Array,
    last: Float64Array,
    size: number,
    seconds: number,
  ): number {
    const share = weight(this.#speedCutoff, seconds);
    let sum = 0;
    for (let i = 0; i < points.length; i += 3) {
      for (let j = i; j < i + 3; j++) {
        const speed = (points[j]! - last[j]!) / size / seconds;
        this.#speeds[j]! += share * (speed - this.#speeds[j]!);
      }
      sum += length(this.#speeds, i);
    }
    return (3 * sum) / points.length;
  }
}

/** How much of a new value a first-order low-pass filter takes, 0 to 1. */
function weight(cutoff: number, seconds: number): number {
  return 1 / (1 + 1 / (2 * Math.PI * cutoff * seconds));
}

function length(triples: Float64Array, i: number): number {
  return Math.sqrt(
    triples[i]! ** 2 + triples[i + 1]! ** 2 + triples[i + 2]! ** 2,
  );
}
