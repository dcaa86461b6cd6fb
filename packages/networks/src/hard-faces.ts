/**
 * Online hard example mining: Shrivastava, Gupta, Girshick, "Training region-based object detectors with online hard example
 * mining", CVPR 2016, section 4, for landmarks: of a batch's faces those that are furthest off count, the others do not. What is
 * hard follows from the batch alone, so that a training that goes on sees what an unbroken one sees.
 */
import { expected } from "@fdhm/errors";
import * as tf from "@tensorflow/tfjs";
import { withoutGradient } from "./without-gradient.ts";

/**
 * Refuses a share that is none.
 *
 * @throws RangeError where it is not above 0 and up to 1.
 */
export function checkHardShare(share: number): void {
  if (!(share > 0 && share <= 1))
    throw expected("a number above 0 and up to 1", "hardShare", share);
}

/**
 * Weights of the faces of a batch: B / k for the k that are furthest off (the mean error over the coordinates that count,
 * weighted), 0 for the others; so the loss keeps its size. k is the share of B, rounded up. Of faces that are off alike, all count.
 *
 * Replicas that share a batch choose within their own parts.
 *
 * @param predicted - [B, 68, 3]; no gradient flows through the choice
 * @param truth - the same; anything finite where the weight is 0
 * @param weights - the same: of the coordinates
 * @param share - above 0 and up to 1
 * @returns [B, 1, 1]
 */
export function hardFaceWeights(
  predicted: tf.Tensor,
  truth: tf.Tensor,
  weights: tf.Tensor,
  share: number,
): tf.Tensor {
  const [count = 0] = predicted.shape;
  const kept = Math.ceil(share * count);
  const choose = (value: tf.Tensor) => {
    const distances = tf.abs(tf.sub(value, truth));
    const errors = tf.sum(tf.mul(weights, distances), [1, 2]); // [B]
    const { values } = tf.topk(errors, kept);
    const least = tf.slice(values, [kept - 1], [1]);
    const hard = tf.cast(tf.greaterEqual(errors, least), "float32");
    return tf.reshape(tf.mul(hard, count / kept), [count, 1, 1]);
  };
  return withoutGradient(choose, predicted);
}
