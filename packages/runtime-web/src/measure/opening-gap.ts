import { OPENINGS, type OpeningPart } from "@fdhm/landmarks";
import { landmarkDistance } from "./landmark-distance.ts";

/**
 * Mean distance in space of a part's upper and lower edge.
 *
 * @param landmarks - 68 xyz triples, px.
 * @returns px.
 * @throws RangeError as {@link landmarkDistance}.
 */
export function openingGap(
  landmarks: ArrayLike<number>,
  part: OpeningPart,
): number {
  const pairs = OPENINGS[part];
  let sum = 0;
  for (const [upper, lower] of pairs)
    sum += landmarkDistance(landmarks, upper, lower);
  return sum / pairs.length;
}
