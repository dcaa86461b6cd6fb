import type { Box } from "@fdhm/landmarks";
import { boxOverlap } from "./box-overlap.ts";

/** Boxes that share more of what they cover together are of the same face. */
const MOST_OVERLAP = 0.3;

/** A box of which more than this lies in another is a part of that face: a mouth with the chin passes for a small face. */
const MOST_WITHIN = 0.5;

/** Whether two boxes can only be of one face. */
export function sameFace(a: Box, b: Box): boolean {
  const overlap = boxOverlap(a, b);
  const [areaA, areaB] = [a.width * a.height, b.width * b.height];
  const shared = (overlap * (areaA + areaB)) / (1 + overlap);
  return (
    overlap > MOST_OVERLAP || shared > MOST_WITHIN * Math.min(areaA, areaB)
  );
}
