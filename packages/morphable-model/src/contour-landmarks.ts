import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import type { MorphableModel } from "./morphable-model.ts";
import { meshNeighbours, surfacePath } from "./surface-path.ts";

/** Where one landmark of the jaw may slide: a line of vertices over the cheek. */
export interface ContourChain {
  /** Which of the 68: 0 to 16. */
  readonly landmark: number;
  /** From the landmark's own vertex inwards. */
  readonly vertices: Uint32Array;
  /** Unit vector from the line's end to the landmark, as seen from the front: x to the right, y up. */
  readonly outward: readonly [number, number];
}

/**
 * Landmark at which the line of each jaw landmark ends: inner corners of the eyes, the sides of the nose, corners of the
 * mouth, the lower lip. Further in the nose would be taken for the cheek's outline.
 */
const ENDS = [
  ...[39, 39, 31, 31, 48, 48, 59, 58, 57], // 0 to 8
  ...[56, 55, 54, 54, 35, 35, 42, 42], // 9 to 16
];

/**
 * Steps along a line, as a share of the distance between landmarks 0 and 16: on a cheek as round as a face the
 * silhouette is missed by at most a hundredth of a step.
 */
const STEP = 1 / 25;

/**
 * Lines over the cheeks along which the landmarks of the jaw slide, for points of the contour that is seen: the
 * "landmark marching" of X. Zhu et al., *High-fidelity pose and expression normalization for face recognition in the
 * wild*, CVPR 2015. Here each line is a way over the mean shape's mesh, straight as seen from the front, from the
 * landmark to one on the inner face: level about the cheeks, as theirs, and fanned out below the mouth. The lines never
 * lead to ears or neck.
 *
 * @param model - its mean shape, triangles and 68 landmarks.
 * @returns 17 lines, in the order of the landmarks.
 * @throws RangeError where the model has not 68 landmarks or its triangles do not join them.
 */
export function contourChains(
  model: Pick<MorphableModel, "mean" | "triangles" | "landmarks">,
): ContourChain[] {
  const { mean, triangles, landmarks } = model;
  if (landmarks.length !== LANDMARK_COUNT)
    throw expected(`${LANDMARK_COUNT} vertices`, "landmarks", landmarks);
  const neighbours = meshNeighbours(mean, triangles);
  const step = STEP * distance(mean, landmarks[0]!, landmarks[16]!);
  return ENDS.map((end, landmark) => {
    const [from, to] = [landmarks[landmark]!, landmarks[end]!];
    const [x, y] = [0, 1].map((k) => mean[3 * from + k]! - mean[3 * to + k]!);
    const length = Math.hypot(x!, y!);
    if (!(length > 0))
      throw expected(
        "two places seen from the front",
        `landmarks ${landmark} and ${end}`,
        "one",
      );
    return {
      landmark,
      vertices: thinned(mean, surfacePath(mean, neighbours, from, to), step),
      outward: [x! / length, y! / length],
    };
  });
}

/** Leaves out vertices that lie less than a step from the one before. */
function thinned(
  points: ArrayLike<number>,
  path: Uint32Array,
  step: number,
): Uint32Array {
  let last = path[0]!;
  return path.filter((vertex, i) => {
    if (i > 0 && distance(points, last, vertex) < step) return false;
    last = vertex;
    return true;
  });
}

function distance(points: ArrayLike<number>, a: number, b: number): number {
  return Math.hypot(
    ...[0, 1, 2].map((k) => points[3 * a + k]! - points[3 * b + k]!),
  );
}

/**
 * The vertices that a picture shows as the 68 landmarks: those of the jaw slide along their lines to the silhouette, to
 * the vertex that lies outermost in the picture, upright as the head is. The near side of a turned head stays where it
 * is, as its landmark already lies outermost.
 *
 * @param chains - result of {@link contourChains}.
 * @param points - the shape, xyz triples in model space, `3 V` numbers.
 * @param matrix - rotation of the pose, 9 numbers row by row.
 * @param out - the model's landmarks; receives a vertex for each jaw landmark.
 */
export function contourLandmarks(
  chains: readonly ContourChain[],
  points: ArrayLike<number>,
  matrix: ArrayLike<number>,
  out: Uint32Array,
): Uint32Array {
  // The head's own up in the picture: what is left of it is the roll.
  const length = Math.hypot(matrix[1]!, matrix[4]!);
  const [upX, upY] =
    length > 0 ? [matrix[1]! / length, matrix[4]! / length] : [0, 1];
  for (const { landmark, vertices, outward } of chains) {
    const dx = outward[0] * upY + outward[1] * upX;
    const dy = outward[1] * upY - outward[0] * upX;
    const [x, y, z] = [0, 1, 2].map(
      (k) => dx * matrix[k]! + dy * matrix[3 + k]!,
    ) as [number, number, number];
    let outermost = -Infinity;
    for (const vertex of vertices) {
      const reach =
        x * points[3 * vertex]! +
        y * points[3 * vertex + 1]! +
        z * points[3 * vertex + 2]!;
      if (reach > outermost) {
        outermost = reach;
        out[landmark] = vertex;
      }
    }
  }
  return out;
}
