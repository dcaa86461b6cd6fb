import { LANDMARK_COUNT } from "@fdhm/landmarks";
import { DESCRIPTOR_LENGTH, describePoint } from "./describe-point.ts";
import type { GradientSums } from "./gradient-sums.ts";

/** Numbers of the descriptors of all 68 landmarks. */
export const FACE_LENGTH = LANDMARK_COUNT * DESCRIPTOR_LENGTH;

/**
 * Describes the crop around each landmark.
 *
 * @param sums - of the crop.
 * @param landmarks - 68 xyz triples in fractions of the crop's side from its centre; they may lie beyond it.
 * @param cell - edge of a descriptor's cells in px.
 * @param out - receives {@link FACE_LENGTH} numbers.
 */
export function describeFace(
  sums: GradientSums,
  landmarks: Float32Array,
  cell: number,
  out: Float32Array,
): void {
  const { size } = sums;
  for (let k = 0; k < LANDMARK_COUNT; k++)
    describePoint(
      sums,
      (landmarks[3 * k]! + 0.5) * size - 0.5,
      (landmarks[3 * k + 1]! + 0.5) * size - 0.5,
      cell,
      out,
      k * DESCRIPTOR_LENGTH,
    );
}
