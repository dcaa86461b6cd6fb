import { expected } from "@fdhm/errors";

/** What an optimiser remembers from step to step; belongs into a checkpoint. Each uses what it needs of it. */
export interface Moments {
  /** Steps done. */
  step: number;
  /** First moments, one per trainable element: running means of the gradient, or momentum. */
  readonly first: Float32Array;
  /** Second moments, the same: running means of its square. */
  readonly second: Float32Array;
}

/** Moments before the first step, for a number of trainable elements. */
export function createMoments(trainable: number): Moments {
  return {
    step: 0,
    first: new Float32Array(trainable),
    second: new Float32Array(trainable),
  };
}

/** Which weights lose a share of themselves in a step, and how much. */
export interface WeightDecay {
  /** Share, per unit of learning rate; 0 if not given. */
  readonly weightDecay?: number;
  /** 1 for every element that decays, as `decayMask` gives it; all do if not given. */
  readonly decays?: Uint8Array;
}

/**
 * Refuses a step whose parts do not fit one another.
 *
 * @throws RangeError naming the part.
 */
export function checkStep(
  weights: Float32Array,
  gradient: Float32Array,
  { first, second }: Moments,
  rate: number,
  { decays }: WeightDecay,
): void {
  const count = gradient.length;
  if (first.length !== count || second.length !== count)
    throw expected(`${count} moments`, "state", first);
  if (weights.length < count)
    throw expected(`at least ${count} numbers`, "weights", weights);
  if (decays && decays.length !== count)
    throw expected(`${count} flags`, "decays", decays);
  if (!(rate >= 0 && Number.isFinite(rate)))
    throw expected("a number of at least 0", "rate", rate);
}
