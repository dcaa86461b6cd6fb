import { expected } from "@fdhm/errors";
import { landmarkDistance } from "./landmark-distance.ts";
import { openingGap } from "./opening-gap.ts";

/** Outer corners of the right and the left eye. */
const EYES = [36, 45] as const;

/**
 * The gap between the lips over the distance of the eyes, both in space, so that it stays as it is when the head turns.
 *
 * The gap is the mean of the three pairs of points on the lips' inner edges, 61-67, 62-66 and 63-65. It is measured by the
 * distance of the eyes' outer corners, 36-45, since no muscle moves these: the mouth's own width shrinks by a fifth when the mouth opens and
 * grows by a fifth in a smile. The mean face of the open model stands at 0.04, its widest open mouth at 0.48, its open
 * smile at 0.22.
 *
 * @param landmarks - 68 xyz triples in picture px, as of `FaceAlignment`.
 * @returns 0 for a shut mouth.
 * @throws RangeError where there are not 68 triples, a coordinate that counts is not finite, or the eyes lie in one place.
 */
export function mouthOpening(landmarks: ArrayLike<number>): number {
  const width = landmarkDistance(landmarks, ...EYES);
  if (width === 0) throw expected("two eyes", "landmarks", "one point");
  return openingGap(landmarks, "innerLips") / width;
}
