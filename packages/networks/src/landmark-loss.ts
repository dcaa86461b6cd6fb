import * as tf from "@tensorflow/tfjs";
import { penalty, type LandmarkLoss } from "./landmark-penalty.ts";

/**
 * Weighted mean penalty of the coordinates: sum of weight times penalty over the number of coordinates, known or not. So a
 * face without z counts two thirds, and the gradient of a batch is the mean of its parts' however they are split.
 *
 * @param predicted - [B, 68, 3]
 * @param truth - the same; anything finite where the weight is 0
 * @param weights - the same
 */
export function landmarkLoss(
  predicted: tf.Tensor,
  truth: tf.Tensor,
  weights: tf.Tensor,
  loss: LandmarkLoss,
): tf.Scalar {
  return tf.mean(
    tf.mul(weights, penalty(tf.sub(predicted, truth), loss)),
  ) as tf.Scalar;
}
