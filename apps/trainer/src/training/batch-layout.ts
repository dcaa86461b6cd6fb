import { PARAMETER_COUNT } from "@fdhm/morphable-model";
import { COORDINATES, type Batch } from "@fdhm/networks";

/** What a part of a batch holds. */
export interface BatchShape {
  /** Crops in the part. */
  readonly crops: number;
  /** Edge of the network's input in px. */
  readonly size: number;
  /** Whether faces' parameters are among it. */
  readonly parameters: boolean;
}

/** How many numbers a part of a batch takes: its pictures, then landmarks, their weights, scores, and parameters. */
export function batchLength({ crops, size, parameters }: BatchShape): number {
  return (
    crops *
    (size * size * 3 + 2 * COORDINATES + 1 + (parameters ? PARAMETER_COUNT : 0))
  );
}

/** A part of a batch over numbers that were reserved for it; see {@link batchLength}. */
export function batchOver(
  numbers: Float32Array,
  { crops, size, parameters }: BatchShape,
): Batch {
  let at = 0;
  const next = (length: number) => numbers.subarray(at, (at += crops * length));
  return {
    images: next(size * size * 3),
    landmarks: next(COORDINATES),
    landmarkWeights: next(COORDINATES),
    scores: next(1),
    ...(parameters && { parameters: next(PARAMETER_COUNT) }),
  };
}
