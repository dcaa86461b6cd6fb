import { EPSILON } from "./tfjs-ops.ts";

/** Batch normalisation as what it does to a channel at run time: y = scale x + shift. */
export interface Affine {
  /** gamma / sqrt(variance + epsilon), one per channel. */
  readonly scale: Float32Array;
  /** beta - mean scale, one per channel. */
  readonly shift: Float32Array;
}

/**
 * Folds the running statistics into one factor and one summand per channel, which a convolution before them takes into its
 * kernel and bias.
 *
 * @param gamma - one per channel, as are the others.
 */
export function foldBatchNorm(
  gamma: Float32Array,
  beta: Float32Array,
  mean: Float32Array,
  variance: Float32Array,
): Affine {
  const scale = gamma.map(
    (value, c) => value / Math.sqrt((variance[c] as number) + EPSILON),
  );
  const shift = beta.map(
    (value, c) => value - (mean[c] as number) * (scale[c] as number),
  );
  return { scale, shift };
}
