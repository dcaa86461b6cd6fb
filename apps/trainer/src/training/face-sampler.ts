import type { FacePack, Random } from "@fdhm/datasets";

/** Which faces of a pack are drawn how often. */
export interface SamplingSettings {
  /**
   * 0: every face alike; 1: every 10 degrees of |yaw| alike, however many faces it has; between: by that power of the bins'
   * scarcity.
   */
  readonly balance: number;
  /** Given, |yaw| grows from `from` degrees to 90 over the first `steps` steps: faces further turned wait. */
  readonly curriculum?:
    { readonly from: number; readonly steps: number } | undefined;
}

const BIN = 10;
const DEGREE = Math.PI / 180;

/**
 * Draws faces of a pack. What is drawn follows from the random number and the step alone, so that a continued run draws
 * what an unbroken one draws.
 */
export class FaceSampler {
  readonly #curriculum: SamplingSettings["curriculum"];
  /** Faces by rising |yaw|; those of unknown pose first. */
  readonly #order: Uint32Array;
  /** Their |yaw| in degrees. */
  readonly #yaws: Float32Array;
  /** Sum of the weights up to and with each. */
  readonly #sums: Float64Array;

  /** @param pack - at least one face. */
  constructor(
    { count, poses }: Pick<FacePack, "count" | "poses">,
    { balance, curriculum }: SamplingSettings,
  ) {
    this.#curriculum = curriculum;
    const yawOf = (face: number) => {
      const yaw = Math.abs(poses[3 * face + 1]!) / DEGREE;
      return Number.isNaN(yaw) ? 0 : yaw;
    };
    this.#order = Uint32Array.from({ length: count }, (_, face) => face);
    // Where nothing depends on the pose, a face's number is its place.
    if (balance > 0 || curriculum)
      this.#order.sort((a, b) => yawOf(a) - yawOf(b) || a - b);
    this.#yaws = Float32Array.from(this.#order, yawOf);
    const bin = (yaw: number) => Math.floor(yaw / BIN);
    const filled = new Map<number, number>();
    for (const yaw of this.#yaws)
      filled.set(bin(yaw), (filled.get(bin(yaw)) ?? 0) + 1);
    this.#sums = new Float64Array(count);
    let sum = 0;
    for (const [i, yaw] of this.#yaws.entries())
      this.#sums[i] = sum += filled.get(bin(yaw))! ** -balance;
  }

  /**
   * Draws a face's number.
   *
   * @param random - gives one number.
   * @param step - of the training, counted from 0.
   */
  draw(random: Random, step: number): number {
    const among = this.#among(step);
    const aim = random.uniform() * this.#sums[among - 1]!;
    const place = firstWhere(among, (i) => this.#sums[i]! > aim);
    return this.#order[Math.min(place, among - 1)]!;
  }

  /** How many of the ordered faces a step draws from. */
  #among(step: number): number {
    const { length } = this.#order;
    if (!this.#curriculum || step >= this.#curriculum.steps) return length;
    const { from, steps } = this.#curriculum;
    const limit = from + ((90 - from) * step) / steps;
    // A pack whose faces are all beyond gives the least turned one.
    return Math.max(
      1,
      firstWhere(length, (i) => this.#yaws[i]! > limit),
    );
  }
}

/** The first of `0 .. length` for which a condition holds that holds from some number on. */
function firstWhere(length: number, holds: (i: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
