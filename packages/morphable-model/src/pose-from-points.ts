import { expected } from "@fdhm/errors";
import { checkCorrespondences } from "./check-correspondences.ts";
import { eulerAngles } from "./rotation.ts";
import { largestEigenvector } from "./symmetric-eigen.ts";
import type { WeakPerspective } from "./weak-perspective.ts";

/**
 * How far the best rotation must stand out, in the unit of a correlation, for the points to fix it. Points on a line give
 * 0 up to rounding; a triangle a thousandth as high as it is wide, seen as such, gives about 1e-6.
 */
const LEAST_GAP = 1e-6;

/**
 * Where a model stands, from where its points are seen: the pose that minimises `sum w |project(model) - picture|^2` over
 * scale, rotation and translation.
 *
 * Closed form of B. K. P. Horn, *Closed-form solution of absolute orientation using unit quaternions*, JOSA A 4 (1987),
 * section 4: the rotation is the eigenvector of the largest eigenvalue of his 4 x 4 matrix N, so it is never a reflection,
 * whatever the points. The scale is the one that minimises the error in the picture (not Horn's symmetric one). The shift
 * along z is fitted and left out of the result: a weak perspective camera does not see it.
 *
 * @param modelPoints - xyz triples in model space, y up.
 * @param picturePoints - the same points in picture px with depth, y down.
 * @param count - how many points to use, N, from the first.
 * @param weights - one number per point, not negative; all equal where absent.
 * @throws RangeError where a length is wrong, fewer than 3 points carry weight, a number is not finite, or the points do
 *   not fix a rotation (all on a line or in one place).
 */
export function poseFromPoints(
  modelPoints: ArrayLike<number>,
  picturePoints: ArrayLike<number>,
  count: number = modelPoints.length / 3,
  weights?: ArrayLike<number>,
): WeakPerspective {
  checkCorrespondences(modelPoints, picturePoints, count, weights, {
    least: 3,
    pictureAxes: 3,
  });
  const model = centroid(modelPoints, count, weights);
  const picture = centroid(picturePoints, count, weights);

  // Sums of products of centred coordinates, picture y turned up: s[3 a + b] = sum w m_a p_b.
  const s = new Float64Array(9);
  let modelSquares = 0;
  let pictureSquares = 0;
  for (let point = 0; point < count; point++) {
    const weight = weights?.[point] ?? 1;
    for (let a = 0; a < 3; a++) {
      const m = modelPoints[3 * point + a]! - model[a]!;
      modelSquares += weight * m * m;
      for (let b = 0; b < 3; b++) {
        const p = picturePoints[3 * point + b]! - picture[b]!;
        s[3 * a + b]! += weight * m * (b === 1 ? -p : p);
        if (a === 0) pictureSquares += weight * p * p;
      }
    }
  }
  // Dividing makes the matrix free of units: its eigenvalues lie within -1 to 1.
  const norm = Math.sqrt(modelSquares * pictureSquares);
  if (!(norm > 0)) throw undetermined("points in one place");
  for (let i = 0; i < 9; i++) s[i]! /= norm;

  const { value, gap, vector } = largestEigenvector(hornMatrix(s), 4);
  if (gap < LEAST_GAP) throw undetermined("points on one line");
  const matrix = quaternionRotation(vector);
  // sum w p . R m is the largest eigenvalue; dividing by sum w |m|^2 gives the least-squares scale.
  const scale = (value * norm) / modelSquares;
  const shift = [0, 3].map(
    (row) =>
      scale *
      (matrix[row]! * model[0]! +
        matrix[row + 1]! * model[1]! +
        matrix[row + 2]! * model[2]!),
  );
  return {
    scale,
    ...eulerAngles(matrix),
    x: picture[0]! - shift[0]!,
    y: picture[1]! + shift[1]!,
  };
}

function undetermined(received: string): RangeError {
  return expected(
    "points that span a plane",
    "modelPoints and picturePoints",
    new Error(received),
  );
}

/** Horn's N for `s[3 a + b] = sum l_a r_b`, 4 x 4; its best unit quaternion turns l onto r. */
function hornMatrix(s: Float64Array): Float64Array {
  const [xx, xy, xz, yx, yy, yz, zx, zy, zz] = Array.from(s) as NineNumbers;
  return new Float64Array([
    ...[xx + yy + zz, yz - zy, zx - xz, xy - yx],
    ...[yz - zy, xx - yy - zz, xy + yx, zx + xz],
    ...[zx - xz, xy + yx, yy - xx - zz, yz + zy],
    ...[xy - yx, zx + xz, yz + zy, zz - xx - yy],
  ]);
}

type NineNumbers = [
  ...[xx: number, xy: number, xz: number],
  ...[yx: number, yy: number, yz: number],
  ...[zx: number, zy: number, zz: number],
];

/** The rotation of a unit quaternion `(w, x, y, z)`, row by row. */
function quaternionRotation(quaternion: Float64Array): Float64Array {
  const [w, x, y, z] = Array.from(quaternion) as [
    number,
    number,
    number,
    number,
  ];
  return new Float64Array([
    ...[
      w * w + x * x - y * y - z * z,
      2 * (x * y - w * z),
      2 * (x * z + w * y),
    ],
    ...[
      2 * (x * y + w * z),
      w * w - x * x + y * y - z * z,
      2 * (y * z - w * x),
    ],
    ...[
      2 * (x * z - w * y),
      2 * (y * z + w * x),
      w * w - x * x - y * y + z * z,
    ],
  ]);
}

function centroid(
  points: ArrayLike<number>,
  count: number,
  weights: ArrayLike<number> | undefined,
): Float64Array {
  const sum = new Float64Array(3);
  let total = 0;
  for (let point = 0; point < count; point++) {
    const weight = weights?.[point] ?? 1;
    total += weight;
    for (let axis = 0; axis < 3; axis++)
      sum[axis]! += weight * points[3 * point + axis]!;
  }
  return sum.map((value) => value / total);
}
