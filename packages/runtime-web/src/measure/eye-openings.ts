import { expected } from "@fdhm/errors";
import { PARTS } from "@fdhm/landmarks";
import { landmarkDistance } from "./landmark-distance.ts";
import { openingGap } from "./opening-gap.ts";

/** How far both eyes are open; right and left are the subject's. */
export interface EyeOpenings {
  /** Gap between the right eye's lids in widths of that eye. */
  readonly right: number;
  /** Gap between the left eye's lids in widths of that eye. */
  readonly left: number;
}

/**
 * The gap between the lids over the width of the eye, all lengths in space: the eye aspect ratio of Soukupova and Cech, "Real-Time
 * Eye Blink Detection using Facial Landmarks" (CVWW 2016, eq. 1), with the landmarks' depth, so that it stays as it is
 * when the head turns.
 *
 * The gap is the mean of the two pairs of points on the lids, 37-41 and 38-40 (right), 43-47 and 44-46 (left); the width
 * is that from corner to corner, 36-39 and 42-45: the corners do not move with the lids. The mean face of the open model
 * stands at 0.35, its closed eyes at 0.17, for the points of closed lids still lie one above the other.
 *
 * @param landmarks - 68 xyz triples in picture px, as of `FaceAlignment`.
 * @throws RangeError where there are not 68 triples, a coordinate of an eye is not finite, or an eye has no width.
 */
export function eyeOpenings(landmarks: ArrayLike<number>): EyeOpenings {
  return {
    right: opening(landmarks, "rightEye", "right eye"),
    left: opening(landmarks, "leftEye", "left eye"),
  };
}

function opening(
  landmarks: ArrayLike<number>,
  part: "rightEye" | "leftEye",
  name: string,
): number {
  const gap = openingGap(landmarks, part);
  // The first of the eye's six points is a corner, the fourth the other.
  const [first] = PARTS[part];
  const width = landmarkDistance(landmarks, first, first + 3);
  if (width === 0) throw expected("two corners", name, "one point");
  return gap / width;
}
