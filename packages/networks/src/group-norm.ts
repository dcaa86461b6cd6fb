import * as tf from "@tensorflow/tfjs";

/** Added to variances before the root is taken: that of ONNX's InstanceNormalization where none is given. */
const EPSILON = 1e-5;

/**
 * Group normalisation: Wu, He, "Group normalization", ECCV 2018. Each picture's groups of neighbouring channels are brought to mean 0
 * and variance 1.
 *
 * @param x - `[B, height, width, channels]`
 * @param gamma - `[channels]`: factors afterwards.
 * @param beta - `[channels]`: summands afterwards.
 * @param groups - how many; a divisor of the channels.
 */
export function groupNorm(
  x: tf.Tensor4D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  groups: number,
): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const apart = tf.reshape(x, [
    batch,
    height * width,
    groups,
    channels / groups,
  ]);
  const centred = tf.sub(apart, tf.mean(apart, [1, 3], true));
  const variance = tf.mean(tf.square(centred), [1, 3], true);
  const normalised = tf.mul(centred, tf.rsqrt(tf.add(variance, EPSILON)));
  return tf.add(tf.mul(tf.reshape(normalised, x.shape), gamma), beta);
}
