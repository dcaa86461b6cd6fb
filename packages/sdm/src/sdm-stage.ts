import { LANDMARK_COUNT } from "@fdhm/landmarks";
import { DESCRIPTOR_LENGTH } from "./describe-point.ts";

/** Coordinates of a face: 68 xyz triples. */
export const COORDINATES = 3 * LANDMARK_COUNT;

/** One step of the cascade: `landmarks += regression * [projection * descriptors, 1]`. */
export interface SdmStage {
  /** Edge of a descriptor's cells in px of the crop. */
  readonly cell: number;
  /** `68 * kept * 128` numbers: for each landmark the directions that its descriptor is told by, each of length 1. */
  readonly projection: Float32Array;
  /** `(68 * kept + 1) * 204` numbers: what a unit of each projected number, and last what nothing at all, moves each coordinate by. */
  readonly regression: Float32Array;
}

/** How many directions a stage keeps of each descriptor. */
export function keptOf({ projection }: SdmStage): number {
  return projection.length / (LANDMARK_COUNT * DESCRIPTOR_LENGTH);
}

/**
 * Tells each descriptor by its parts along its landmark's directions.
 *
 * @param descriptors - 68 of {@link DESCRIPTOR_LENGTH} numbers.
 * @param out - receives `68 * kept` numbers.
 */
export function projectDescriptors(
  projection: Float32Array,
  descriptors: Float32Array,
  out: Float32Array,
): void {
  const kept = projection.length / (LANDMARK_COUNT * DESCRIPTOR_LENGTH);
  let at = 0;
  for (let i = 0; i < LANDMARK_COUNT * kept; i++) {
    const first = Math.floor(i / kept) * DESCRIPTOR_LENGTH;
    // Four sums: one alone would wait for each addition before the next.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let k = first; k < first + DESCRIPTOR_LENGTH; k += 4, at += 4) {
      a += projection[at]! * descriptors[k]!;
      b += projection[at + 1]! * descriptors[k + 1]!;
      c += projection[at + 2]! * descriptors[k + 2]!;
      d += projection[at + 3]! * descriptors[k + 3]!;
    }
    out[i] = a + b + (c + d);
  }
}

/**
 * Moves landmarks by what the regression tells.
 *
 * @param inputs - of {@link projectDescriptors}.
 * @param landmarks - 68 xyz triples; they are changed.
 */
export function moveLandmarks(
  regression: Float32Array,
  inputs: Float32Array,
  landmarks: Float32Array,
): void {
  const step = new Float64Array(COORDINATES);
  const count = inputs.length;
  for (let k = 0; k < COORDINATES; k++)
    step[k] = regression[count * COORDINATES + k]!;
  for (let i = 0; i < count; i++) {
    const input = inputs[i]!;
    const row = i * COORDINATES;
    for (let k = 0; k < COORDINATES; k++)
      step[k]! += input * regression[row + k]!;
  }
  for (let k = 0; k < COORDINATES; k++) landmarks[k]! += step[k]!;
}
