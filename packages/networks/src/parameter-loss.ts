/**
 * The weighted parameter distance cost: Zhu, Lei, Liu, Shi, Li, "Face alignment across large poses: a 3D solution", CVPR 2016,
 * section 3.3, equations 11 and 12.
 *
 *   E   = (p - g)^T diag(w) (p - g)                    p the estimate, g the truth
 *   w_i = |V(g with p_i in place of g_i) - V(g)| / max over i
 *
 * A parameter counts for how far the face moves when it alone is as estimated and all others are true, so that the pose is learnt before
 * the fine modes. What is ours:
 * - V is the 68 landmarks, normalised as the network gives them, where Zhu et al. take all vertices.
 * - Differences are in deviations (parameter-space.ts), not in px, radians and coefficients, whose squares do not compare.
 */
import { PARAMETER_COUNT } from "@fdhm/morphable-model";
import * as tf from "@tensorflow/tfjs";
import { COORDINATES } from "./network.ts";
import type { Ops } from "./ops.ts";
import type { ParameterSpace } from "./parameter-space.ts";
import { placeLandmarks } from "./place-landmarks.ts";

/** Below this a face does not move: keeps 0 / 0 out. */
const NOTHING = 1e-30;

/**
 * The weighted squared distance of parameters, summed over the parameters, as a mean over the faces, known or not: so the gradient
 * of a batch is the mean of its parts' however they are split. No gradient flows through the weights.
 *
 * @param ops - compute the landmarks.
 * @param predicted - [B, 234]
 * @param truth - the same; anything that makes a face where it is not known
 * @param known - [B, 1]: 1 where a face's parameters are known, else 0
 */
export function parameterLoss(
  ops: Ops<tf.Tensor>,
  predicted: tf.Tensor,
  truth: tf.Tensor,
  known: tf.Tensor,
  space: ParameterSpace,
): tf.Scalar {
  const weights = tf.customGrad((value) => ({
    value: parameterWeights(ops, value as tf.Tensor, truth, space),
    gradFunc: () => tf.zerosLike(predicted),
  }))(predicted); // [B, 234]
  const distance = tf.div(
    tf.sub(predicted, truth),
    tf.tensor1d(space.deviation),
  );
  const cost = tf.sum(tf.mul(weights, tf.square(distance)), 1, true); // [B, 1]
  return tf.mean(tf.mul(known, cost)) as tf.Scalar;
}

/**
 * How far each parameter alone moves the landmarks, over the farthest of the face.
 *
 * @param predicted - [B, 234]
 * @param truth - the same
 * @returns [B, 234], 0 to 1
 */
export function parameterWeights(
  ops: Ops<tf.Tensor>,
  predicted: tf.Tensor,
  truth: tf.Tensor,
  space: ParameterSpace,
): tf.Tensor {
  const each = tf.expandDims(tf.sub(predicted, truth), 1); // [B, 1, 234]
  const alone = tf.add(
    tf.mul(each, tf.eye(PARAMETER_COUNT)),
    tf.expandDims(truth, 1),
  ); // [B, 234, 234]: one as estimated, the others true
  const place = (parameters: tf.Tensor, faces: number) =>
    tf.reshape(
      placeLandmarks(ops, tf.reshape(parameters, [-1, PARAMETER_COUNT]), space),
      [-1, faces, COORDINATES],
    );
  const moved = tf.sub(place(alone, PARAMETER_COUNT), place(truth, 1));
  const distances = tf.sqrt(tf.sum(tf.square(moved), 2)); // [B, 234]
  const farthest = tf.max(distances, 1, true); // [B, 1]
  return tf.div(distances, tf.maximum(farthest, NOTHING));
}
