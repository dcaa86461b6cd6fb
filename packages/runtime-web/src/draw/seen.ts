import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";

/**
 * From this visibility on a landmark counts as seen: 3.5 degrees beyond grazing. At 0.5, seen edge on, the rim of a frontal
 * jaw would come and go.
 */
const SEEN = 0.25;

/**
 * Tells which landmarks the camera sees.
 *
 * @param visibility - 68 numbers from 0 to 1; where absent, all are seen.
 * @throws RangeError where there are not 68.
 */
export function seenBy(
  visibility: ArrayLike<number> | undefined,
): (landmark: number) => boolean {
  if (visibility === undefined) return () => true;
  if (visibility.length !== LANDMARK_COUNT)
    throw expected(`${LANDMARK_COUNT} numbers`, "visibility", visibility);
  return (landmark) => visibility[landmark]! >= SEEN;
}
