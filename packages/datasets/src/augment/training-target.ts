import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";

/** Where one training example is written: the caller's buffers, often parts of a batch. */
export interface TrainingTarget {
  /** Receives `size * size * 3` normalised numbers, NHWC. */
  readonly picture: Float32Array;
  /** Receives 204 numbers: xyz triples normalised to the example's window; 0 where unknown. */
  readonly landmarks: Float32Array;
  /** Receives 204 numbers: 1, or 0 for an unknown z and throughout for an example without a face. */
  readonly landmarkWeights: Float32Array;
  /** Receives one number: 1 for a face, 0 for none. */
  readonly score: Float32Array;
  /** Receives pitch, yaw and roll in radians, as in 300W-LP; NaN where unknown and for an example without a face. */
  readonly pose?: Float32Array;
  /**
   * Receives 68 numbers from 0 (hidden by the face itself) to 1 (seen); NaN where unknown and for an example without a
   * face. What an example hides with a hand or a patch still counts as seen.
   */
  readonly visibility?: Float32Array;
}

/**
 * Refuses buffers that do not fit.
 *
 * @param size - edge of the network's input in px.
 * @throws RangeError naming the first of another length.
 */
export function checkTarget(target: TrainingTarget, size: number): void {
  const lengths: Record<keyof TrainingTarget, number> = {
    picture: size * size * 3,
    landmarks: 3 * LANDMARK_COUNT,
    landmarkWeights: 3 * LANDMARK_COUNT,
    score: 1,
    pose: 3,
    visibility: LANDMARK_COUNT,
  };
  for (const [key, length] of Object.entries(lengths)) {
    const buffer = target[key as keyof TrainingTarget];
    if (buffer !== undefined && buffer.length !== length)
      throw expected(`${length} numbers`, `target.${key}`, buffer);
  }
}
