import { expected } from "@fdhm/errors";
import * as tf from "@tensorflow/tfjs";
import { PENALTY } from "./kernels/losses.ts";

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

/**
 * Refuses penalties that are not defined.
 *
 * @throws if the kind is unknown or a parameter not positive.
 */
export function checkPenalty(loss: LandmarkLoss): void {
  const positive = (value: number, name: string) => {
    if (!(value > 0 && Number.isFinite(value)))
      throw expected("a positive number", name, value);
  };
  if (loss.kind === "smooth-l1") positive(loss.beta, "beta");
  else if (loss.kind === "wing") {
    positive(loss.width, "width");
    positive(loss.curvature, "curvature");
  } else if (loss.kind !== "l2")
    throw expected(
      '"l2", "smooth-l1" or "wing"',
      "landmarks.kind",
      (loss as { kind: unknown }).kind,
    );
}

/**
 * Penalty of each coordinate.
 *
 * @param error - predicted minus true, of any shape, which the result has as well.
 */
export function penalty(error: tf.Tensor, loss: LandmarkLoss): tf.Tensor {
  if (tf.getKernel(PENALTY, tf.getBackend()))
    return tf
      .engine()
      .runKernel(PENALTY, { error } as unknown as tf.NamedTensorMap, {
        ...loss,
      });
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
