import * as tf from "@tensorflow/tfjs";
import { CROSS_ENTROPY } from "./kernels/losses.ts";

/**
 * Mean binary cross entropy of logits: max(s, 0) - s y + ln(1 + exp(-|s|)).
 *
 * @param logits - [B, 1]
 * @param labels - [B, 1], 0 to 1
 */
export function scoreLoss(logits: tf.Tensor, labels: tf.Tensor): tf.Scalar {
  if (tf.getKernel(CROSS_ENTROPY, tf.getBackend())) {
    const inputs = { logits, labels } as unknown as tf.NamedTensorMap;
    return tf.mean(tf.engine().runKernel<tf.Tensor>(CROSS_ENTROPY, inputs));
  }
  return tf.mean(
    tf.add(
      tf.sub(tf.relu(logits), tf.mul(logits, labels)),
      tf.log1p(tf.exp(tf.neg(tf.abs(logits)))),
    ),
  ) as tf.Scalar;
}
