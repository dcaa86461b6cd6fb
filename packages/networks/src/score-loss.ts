import * as tf from "@tensorflow/tfjs";

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
