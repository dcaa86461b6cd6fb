import { expected } from "@fdhm/errors";
import type { FittedFace } from "./fit-face.ts";

/**
 * Residual of a fit up to which a face is taken, where nothing else is said: mean distance between marks and model in
 * shares of sqrt(w h) of the marks' box. The worst of the 1,537 faces of 300-W's afw and helen leaves 0.037 and is right; of
 * 3,462 frames of YouTube Faces the two whose marks are scattered leave more than 0.05.
 */
export const ACCEPTED = 0.04;

/**
 * Refuses a fit that leaves too much.
 *
 * @param name - of the face, for the error.
 * @returns the fit itself.
 * @throws RangeError where the residual is larger than accepted, or `accepted` is no positive number.
 */
export function acceptFit(
  face: FittedFace,
  accepted: number,
  name: string,
): FittedFace {
  if (!(accepted > 0)) throw expected("a positive share", "accepted", accepted);
  if (face.residual > accepted)
    throw expected(
      `a residual of at most ${accepted}`,
      `the fit of ${name}`,
      Number(face.residual.toFixed(4)),
    );
  return face;
}
