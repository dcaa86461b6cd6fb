import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT, PARTS, tightBox } from "@fdhm/landmarks";

/** What an error is divided by, so that faces of all sizes count alike. */
export type Normaliser = "box" | "diagonal" | "inter-ocular" | "inter-pupil";

/** Outer corners of the eyes. */
const OUTER_CORNERS = [36, 45] as const;
/**
 * Length that a face's error is divided by, in px of its true landmarks' x and y:
 *
 * - `box`: `sqrt(width * height)` of the tight box of the 68 (AFLW2000-3D's protocol, Zhu et al. 2016),
 * - `diagonal`: `sqrt(width^2 + height^2)` of that box,
 * - `inter-ocular`: from outer eye corner to outer eye corner (300-W's challenge, Sagonas et al. 2013),
 * - `inter-pupil`: between the means of each eye's six points, for which there are no pupils among the 68.
 *
 * Distances between the eyes vanish in profile views: they are for frontal sets.
 *
 * @param truth - 68 xyz triples.
 * @throws RangeError where the length is not positive and finite.
 */
export function normaliserLength(
  truth: ArrayLike<number>,
  normaliser: Normaliser,
): number {
  const length = lengthOf(truth, normaliser);
  if (!(length > 0 && length < Infinity))
    throw expected("a positive length", `${normaliser} of a face`, length);
  return length;
}

function lengthOf(truth: ArrayLike<number>, normaliser: Normaliser): number {
  switch (normaliser) {
    case "box": {
      const { width, height } = tightBox(truth);
      return Math.sqrt(width * height);
    }
    case "diagonal": {
      const { width, height } = tightBox(truth);
      return Math.hypot(width, height);
    }
    case "inter-ocular":
      return distance(
        middle(truth, OUTER_CORNERS[0], OUTER_CORNERS[0] + 1),
        middle(truth, OUTER_CORNERS[1], OUTER_CORNERS[1] + 1),
      );
    case "inter-pupil":
      return distance(
        middle(truth, ...PARTS.rightEye),
        middle(truth, ...PARTS.leftEye),
      );
    default:
      throw expected(
        "box, diagonal, inter-ocular or inter-pupil",
        "normaliser",
        normaliser,
      );
  }
}

function middle(
  truth: ArrayLike<number>,
  first: number,
  end: number,
): readonly [number, number] {
  if (truth.length !== 3 * LANDMARK_COUNT)
    throw expected(
      `${LANDMARK_COUNT} xyz triples`,
      "true landmarks",
      `${truth.length} numbers`,
    );
  let x = 0;
  let y = 0;
  for (let k = first; k < end; k++) {
    x += truth[3 * k]!;
    y += truth[3 * k + 1]!;
  }
  return [x / (end - first), y / (end - first)];
}

function distance(
  [x, y]: readonly [number, number],
  [u, v]: readonly [number, number],
): number {
  return Math.hypot(x - u, y - v);
}
