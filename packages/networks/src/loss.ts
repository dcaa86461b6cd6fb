import * as tf from "@tensorflow/tfjs";
import { expected } from "@fdhm/errors";

/** How far a coordinate is off, as a penalty; d is in normalised units (1 = the crop's side). */
export type LandmarkLoss =
  | {
      /** d^2: the paper's. */
      readonly kind: "l2";
    }
  | {
      /** d^2 / (2 beta) for |d| < beta, |d| - beta / 2 beyond. */
      readonly kind: "smooth-l1";
      /** Where the parabola ends. */
      readonly beta: number;
    }
  | {
      /**
       * Feng et al., "Wing loss for robust facial landmark localisation with convolutional neural networks", CVPR 2018, eq. 5:
       * w ln(1 + |d| / e) for |d| < w, |d| - C beyond.
       */
      readonly kind: "wing";
      /** w: where the logarithm ends. */
      readonly width: number;
      /** e: curvature about zero. */
      readonly curvature: number;
    };

/** What a step minimises: the landmark penalty's mean plus the score's cross entropy times its weight. */
export interface LossConfig {
  /** Penalty of a coordinate. */
  readonly landmarks: LandmarkLoss;
  /** Weight of the score's binary cross entropy; 0 leaves the score untrained. */
  readonly scoreWeight: number;
}

/**
 * Refuses penalties that are not defined.
 *
 * @throws if a parameter is not positive, or the weight negative.
 */
export function checkLoss({ landmarks, scoreWeight }: LossConfig): void {
  const positive = (value: number, name: string) => {
    if (!(value > 0 && Number.isFinite(value)))
      throw expected("a positive number", name, value);
  };
  if (landmarks.kind === "smooth-l1") positive(landmarks.beta, "beta");
  else if (landmarks.kind === "wing") {
    positive(landmarks.width, "width");
    positive(landmarks.curvature, "curvature");
  } else if (landmarks.kind !== "l2")
    throw expected(
      '"l2", "smooth-l1" or "wing"',
      "landmarks.kind",
      (landmarks as { kind: unknown }).kind,
    );
  if (!(scoreWeight >= 0 && Number.isFinite(scoreWeight)))
    throw expected("a number of at least 0", "scoreWeight", scoreWeight);
}

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

function penalty(error: tf.Tensor, loss: LandmarkLoss): tf.Tensor {
  if (loss.kind === "l2") return tf.square(error);
  const distance = tf.abs(error);
  if (loss.kind === "smooth-l1") {
    // With near = min(|d|, beta): near (|d| - near / 2) / beta is both branches.
    const near = tf.minimum(distance, loss.beta);
    return tf.div(tf.mul(near, tf.sub(distance, tf.mul(near, 0.5))), loss.beta);
  }
  // The logarithm up to the width, the straight line from there on.
  const near = tf.minimum(distance, loss.width);
  return tf.add(
    tf.mul(loss.width, tf.log1p(tf.div(near, loss.curvature))),
    tf.sub(distance, near),
  );
}

/**
 * Mean binary cross entropy of logits: max(s, 0) - s y + ln(1 + exp(-|s|)).
 *
 * @param logits - [B, 1]
 * @param labels - [B, 1], 0 to 1
 */
export function scoreLoss(logits: tf.Tensor, labels: tf.Tensor): tf.Scalar {
  return tf.mean(
    tf.add(
      tf.sub(tf.relu(logits), tf.mul(logits, labels)),
      tf.log1p(tf.exp(tf.neg(tf.abs(logits)))),
    ),
  ) as tf.Scalar;
}
