import * as tf from "@tensorflow/tfjs";
import type { PlacedWeight } from "./weight-layout.ts";

/**
 * Copies variables from the flat array onto the current backend.
 *
 * @returns one tensor for each, in the same order; the caller (or a tidy around) disposes of them.
 */
export function weightTensors(
  weights: readonly PlacedWeight[],
  flat: Float32Array,
): tf.Tensor[] {
  return weights.map(({ shape, offset, size }) =>
    tf.tensor(flat.subarray(offset, offset + size), [...shape]),
  );
}
