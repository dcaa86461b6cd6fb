import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import * as tf from "@tensorflow/tfjs";
import {
  adaptiveWeights,
  checkAdaptive,
  type AdaptiveWeights,
} from "./adaptive-weights.ts";
import { checkHardShare, hardFaceWeights } from "./hard-faces.ts";

/** What coordinates count for, beside being known or not. */
export interface CoordinateWeighting {
  /**
   * Weight of z beside x and y, 1 if not given. Depth is known less surely than what the camera sees (it comes from a model
   * that was fitted), and the error that is measured does not count it.
   */
  readonly depthWeight?: number;
  /** Weight of each of the 68 landmarks; all 1 if not given. */
  readonly landmarkWeights?: readonly number[];
  /** Given, landmarks that are further off in a batch weigh more in it. */
  readonly adaptive?: AdaptiveWeights;
  /** Share of a batch's faces, those that are furthest off, that count; 1, all of them, if not given. */
  readonly hardShare?: number;
}

/**
 * Refuses weights that are not defined.
 *
 * @throws if one is negative or not finite, if there are not 68, or the range of the adaptive ones does not hold 1.
 */
export function checkWeighting({
  depthWeight = 1,
  landmarkWeights,
  adaptive,
  hardShare = 1,
}: CoordinateWeighting): void {
  checkHardShare(hardShare);
  const check = (value: number, name: string) => {
    if (!(value >= 0 && Number.isFinite(value)))
      throw expected("a number of at least 0", name, value);
  };
  check(depthWeight, "depthWeight");
  if (landmarkWeights !== undefined) {
    if (landmarkWeights.length !== LANDMARK_COUNT)
      throw expected(
        `${LANDMARK_COUNT} numbers`,
        "landmarkWeights",
        landmarkWeights.length,
      );
    landmarkWeights.forEach((value, k) =>
      check(value, `landmarkWeights[${k}]`),
    );
  }
  if (adaptive !== undefined) checkAdaptive(adaptive);
}

/**
 * Weight of each coordinate of a batch: whether it is known, times what its axis and its landmark count for.
 *
 * @param predicted - [B, 68, 3]; no gradient flows through what adaptive weights make of it
 * @param truth - the same; anything finite where it is unknown
 * @param known - the same: weights that the batch brings, 0 where a coordinate is unknown
 * @returns the same
 */
export function coordinateWeights(
  predicted: tf.Tensor,
  truth: tf.Tensor,
  known: tf.Tensor,
  {
    depthWeight = 1,
    landmarkWeights,
    adaptive,
    hardShare = 1,
  }: CoordinateWeighting,
): tf.Tensor {
  let weights = known;
  if (depthWeight !== 1)
    weights = tf.mul(weights, tf.tensor1d([1, 1, depthWeight]));
  if (landmarkWeights !== undefined)
    weights = tf.mul(
      weights,
      tf.tensor2d([...landmarkWeights], [LANDMARK_COUNT, 1]),
    );
  if (adaptive !== undefined)
    weights = tf.mul(
      weights,
      adaptiveWeights(predicted, truth, known, adaptive),
    );
  if (hardShare < 1)
    weights = tf.mul(
      weights,
      hardFaceWeights(predicted, truth, weights, hardShare),
    );
  return weights;
}
