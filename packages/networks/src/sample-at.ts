import { LANDMARK_COUNT } from "@fdhm/landmarks";
import * as tf from "@tensorflow/tfjs";

/**
 * The channels of maps at landmarks, as `Ops.sampleAt` tells it: weighted sums over rows, then over columns, in which all
 * weights but two are 0. Products with matrices have gradients on every backend, and so many zeros cost little beside
 * a network.
 *
 * @param map - `[B, size, size, channels]`
 * @param landmarks - `[B, 68, 3]`, normalised.
 * @param stride - of the map, in px of the picture.
 * @returns `[B, 68 * channels]`
 */
export function sampleAt(
  map: tf.Tensor4D,
  landmarks: tf.Tensor3D,
  stride: number,
): tf.Tensor2D {
  return tf.tidy(() => {
    const [, size, , channels] = map.shape;
    const weights = (axis: number) => {
      const place = tf.add(
        tf.mul(tf.slice(landmarks, [0, 0, axis], [-1, -1, 1]), size),
        middlePixel(size, stride),
      ); // [B, 68, 1], in px of the map
      const pixels = tf.range(0, size);
      const away = tf.abs(tf.sub(tf.clipByValue(place, 0, size - 1), pixels));
      return tf.relu(tf.sub(1, away)) as tf.Tensor3D; // [B, 68, size]
    };
    const lines = tf.reshape(map, [-1, size, size * channels]);
    const rows = tf.matMul(weights(1), lines); // [B, 68, size * channels]
    const columns = tf.expandDims(weights(0), 3); // [B, 68, size, 1]
    const parts = tf.reshape(rows, [-1, LANDMARK_COUNT, size, channels]);
    const sums = tf.sum(tf.mul(parts, columns), 2); // [B, 68, channels]
    return tf.reshape(sums, [-1, LANDMARK_COUNT * channels]) as tf.Tensor2D;
  });
}

/** Where the picture's middle, the normalised 0, lies in a map, px. */
export function middlePixel(size: number, stride: number): number {
  return size / 2 + 0.5 / stride - 1;
}
