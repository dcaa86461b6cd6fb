import { expected } from "@fdhm/errors";

/**
 * Checks how many faces a search is asked for.
 *
 * @returns `Infinity` where all are wanted.
 * @throws RangeError where it is no whole number from 1.
 */
export function mostFaces(most: number = Infinity): number {
  if (!(most === Infinity || (Number.isInteger(most) && most >= 1)))
    throw expected("a whole number from 1", "most", most);
  return most;
}
