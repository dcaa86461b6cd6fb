/**
 * Max-pool and nearest upsampling by two, composed of operations whose gradients every backend has: wasm lacks the kernels
 * MaxPoolGrad and ResizeNearestNeighborGrad.
 */
import * as tf from "@tensorflow/tfjs";

/**
 * The largest of every 2 x 2 pixels, as two maxima of pairs. The gradient goes to the largest, to the first of equals.
 *
 * @param x - `[B, height, width, channels]`, both sides even.
 * @returns `[B, height / 2, width / 2, channels]`
 */
export function maxPool(x: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const [rows, columns] = [height / 2, width / 2];
  const taller = largerOfPairs(x, batch * rows, width * channels);
  const both = largerOfPairs(taller, batch * rows * columns, channels);
  return tf.reshape(both, [batch, rows, columns, channels]);
}

/** The larger of each two neighbouring runs of `length` elements. */
function largerOfPairs(x: tf.Tensor, pairs: number, length: number): tf.Tensor {
  const apart = tf.reshape(x, [pairs, 2, length]);
  return tf.maximum(
    tf.slice(apart, [0, 0, 0], [pairs, 1, length]),
    tf.slice(apart, [0, 1, 0], [pairs, 1, length]),
  );
}

/**
 * Every pixel twice each way.
 *
 * @param x - `[B, height, width, channels]`
 * @returns `[B, 2 height, 2 width, channels]`
 */
export function upsample(x: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const wider = twice(x, batch * height * width, channels);
  const taller = twice(wider, batch * height, 2 * width * channels);
  return tf.reshape(taller, [batch, 2 * height, 2 * width, channels]);
}

/** Every run of `length` elements twice. */
function twice(x: tf.Tensor, runs: number, length: number): tf.Tensor {
  const apart = tf.reshape(x, [runs, length]);
  return tf.concat([apart, apart], 1);
}
