import * as tf from "@tensorflow/tfjs";

/**
 * What a function makes of a tensor, as a constant: no gradient flows back to the tensor.
 *
 * @param make - may use other tensors, to which no gradient flows either.
 */
export function withoutGradient(
  make: (x: tf.Tensor) => tf.Tensor,
  x: tf.Tensor,
): tf.Tensor {
  const constant = tf.customGrad((value) => ({
    value: make(value as tf.Tensor),
    gradFunc: () => tf.zerosLike(x),
  }));
  return constant(x);
}
