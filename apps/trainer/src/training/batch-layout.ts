import { COORDINATES, type Batch } from "@fdhm/networks";

/**
 * How many numbers a part of a batch takes: its pictures, then landmarks, their weights, and scores.
 *
 * @param crops - in the part.
 * @param size - edge of the network's input in px.
 */
export function batchLength(crops: number, size: number): number {
  return crops * (size * size * 3 + 2 * COORDINATES + 1);
}

/** A part of a batch over numbers that were reserved for it; see {@link batchLength}. */
export function batchOver(
  numbers: Float32Array,
  crops: number,
  size: number,
): Batch {
  let at = 0;
  const next = (length: number) => numbers.subarray(at, (at += crops * length));
  return {
    images: next(size * size * 3),
    landmarks: next(COORDINATES),
    landmarkWeights: next(COORDINATES),
    scores: next(1),
  };
}
