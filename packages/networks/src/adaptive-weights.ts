import { expected } from "@fdhm/errors";
import * as tf from "@tensorflow/tfjs";
import { withoutGradient } from "./without-gradient.ts";

/** How much more the landmarks weigh that are further off. */
export interface AdaptiveWeights {
  /** A landmark weighs in proportion to its mean error to this power: 0 makes all alike, 1 twice the error twice the weight. */
  readonly exponent: number;
  /** Least weight, above 0 and up to 1. */
  readonly least: number;
  /** Largest weight, at least 1. */
  readonly most: number;
}

/** Below this a mean error is none: keeps 0 / 0 out. */
const NOTHING = 1e-30;

/**
 * Refuses weights that are not defined.
 *
 * @throws if the exponent is negative, or the range does not hold 1.
 */
export function checkAdaptive({
  exponent,
  least,
  most,
}: AdaptiveWeights): void {
  if (!(exponent >= 0 && Number.isFinite(exponent)))
    throw expected("a number of at least 0", "adaptive.exponent", exponent);
  if (!(least > 0 && least <= 1))
    throw expected("a number above 0 and up to 1", "adaptive.least", least);
  if (!(most >= 1 && Number.isFinite(most)))
    throw expected("a number of at least 1", "adaptive.most", most);
}

/**
 * Weights of the landmarks by how far they are off in the batch at hand: the mean error of each, over the coordinates of
 * the faces that know it, to a power, over the mean of these over the landmarks; then held within the range. They follow
 * from the batch alone, so that a training that goes on sees what an unbroken one sees, and no gradient flows through them:
 * a landmark cannot become cheaper by making the others worse.
 *
 * Replicas that share a batch weigh each by its own part.
 *
 * @param predicted - [B, 68, 3]
 * @param truth - the same; anything finite where it is unknown
 * @param known - the same; 0 where a coordinate is unknown
 * @returns [68, 1]
 */
export function adaptiveWeights(
  predicted: tf.Tensor,
  truth: tf.Tensor,
  known: tf.Tensor,
  { exponent, least, most }: AdaptiveWeights,
): tf.Tensor {
  const weigh = (value: tf.Tensor) => {
    const counts = tf.cast(tf.greater(known, 0), "float32");
    const errors = tf.mul(counts, tf.abs(tf.sub(value, truth)));
    const coordinates = tf.sum(counts, [0, 2]); // [68]
    const seen = tf.cast(tf.greater(coordinates, 0), "float32");
    const mean = tf.div(tf.sum(errors, [0, 2]), tf.maximum(coordinates, 1));
    const raised = tf.mul(seen, tf.pow(mean, exponent)); // [68]
    const average = tf.div(tf.sum(raised), tf.maximum(tf.sum(seen), 1));
    const relative = tf.div(raised, tf.maximum(average, NOTHING));
    return tf.expandDims(tf.clipByValue(relative, least, most), 1); // [68, 1]
  };
  return withoutGradient(weigh, predicted);
}
