import * as tf from "@tensorflow/tfjs";
import { withoutGradient } from "./without-gradient.ts";

/**
 * Negative logarithm of the likelihood of the errors in the picture plane, but for a constant: the weighted mean over x and
 * y of |d| / b + ln b, which is least where b is the mean of |d| (Kendall, Gal, "What uncertainties do we need in Bayesian
 * deep learning for computer vision?", NeurIPS 2017, section 3.3, for Laplace's distribution). Depth is left out: it is
 * known less surely, and the error that is measured does not count it.
 *
 * @param logScale - [B, 68]: ln b
 * @param predicted - [B, 68, 3]
 * @param truth - the same; anything finite where it is unknown
 * @param known - the same: weights of the coordinates, 0 where one is unknown
 */
export function uncertaintyLoss(
  logScale: tf.Tensor,
  predicted: tf.Tensor,
  truth: tf.Tensor,
  known: tf.Tensor,
): tf.Scalar {
  const planar = (x: tf.Tensor) => tf.slice(x, [0, 0, 0], [-1, -1, 2]);
  const error = withoutGradient(
    (x) => planar(tf.abs(tf.sub(x, truth))),
    predicted,
  ); // [B, 68, 2]
  const s = tf.expandDims(logScale, 2); // [B, 68, 1]
  return tf.mean(
    tf.mul(planar(known), tf.add(tf.mul(error, tf.exp(tf.neg(s))), s)),
  ) as tf.Scalar;
}
