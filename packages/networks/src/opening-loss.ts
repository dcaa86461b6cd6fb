import { LANDMARK_COUNT, OPENINGS } from "@fdhm/landmarks";
import * as tf from "@tensorflow/tfjs";
import { penalty, type LandmarkLoss } from "./landmark-penalty.ts";

/** Upper and lower landmarks of lids and lips. */
const PAIRS = Object.values(OPENINGS).flat();

/** `[68, pairs]`: 1 at the upper landmark of a pair, -1 at the lower. */
const DIFFERENCES = new Float32Array(LANDMARK_COUNT * PAIRS.length);
for (const [pair, [upper, lower]] of PAIRS.entries()) {
  DIFFERENCES[upper * PAIRS.length + pair] = 1;
  DIFFERENCES[lower * PAIRS.length + pair] = -1;
}

/**
 * Weighted mean penalty of how far eyes and lips are opened: of the vectors from upper to lower lid and lip. What moves the whole
 * face, such as a pose that is not found exactly, cancels in them; in a landmark's own error it is larger than most openings, and
 * a network learns late to follow them.
 *
 * @param predicted - [B, 68, 3]
 * @param truth - the same; anything finite where the weight is 0
 * @param weights - the same; a pair has the lesser one of its landmarks
 */
export function openingLoss(
  predicted: tf.Tensor,
  truth: tf.Tensor,
  weights: tf.Tensor,
  loss: LandmarkLoss,
): tf.Scalar {
  const rows = (values: tf.Tensor) =>
    tf.reshape(tf.transpose(values, [0, 2, 1]), [-1, LANDMARK_COUNT]); // [3 B, 68]
  const error = tf.matMul(
    rows(tf.sub(predicted, truth)),
    tf.tensor2d(DIFFERENCES, [LANDMARK_COUNT, PAIRS.length]),
  ); // [3 B, pairs]
  const of = (side: 0 | 1) =>
    tf.gather(
      rows(weights),
      tf.tensor1d(
        PAIRS.map((pair) => pair[side]),
        "int32",
      ),
      1,
    );
  return tf.mean(
    tf.mul(tf.minimum(of(0), of(1)), penalty(error, loss)),
  ) as tf.Scalar;
}
