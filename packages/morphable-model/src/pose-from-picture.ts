import { expected } from "@fdhm/errors";
import { checkCorrespondences } from "./check-correspondences.ts";
import { eulerAngles } from "./rotation.ts";
import { fitScaledRotation } from "./scaled-rotation.ts";
import type { WeakPerspective } from "./weak-perspective.ts";

/** Determinant of the picture points' variances against that of a disc's; a line gives 0 up to rounding. */
const LEAST_AREA = 1e-9;
/** Determinant of the model points' variances against that of a ball's; a plane gives 0 up to rounding. */
const LEAST_VOLUME = 1e-9;

/**
 * Where a model stands, from where its points are seen in the picture, without depth: the pose that minimises
 * `sum w |project(model) - picture|^2` over x and y.
 *
 * The best affine camera (Hartley and Zisserman, *Multiple View Geometry*, 2nd edition, algorithm 7.2) gives the start: the
 * scaled rotation next to it. `fitScaledRotation` does the rest.
 *
 * @param modelPoints - xyz triples in model space, y up.
 * @param picturePoints - the same points in picture px, y down: xyz triples whose z is not read and may be `NaN`.
 * @param count - how many points to use, N, from the first.
 * @param weights - one number per point, not negative; all equal where absent.
 * @throws RangeError where a length is wrong, fewer than 4 points carry weight, a number is not finite, the model's
 *   points lie in one plane (two poses would look alike) or those of the picture on one line.
 */
export function poseFromPicture(
  modelPoints: ArrayLike<number>,
  picturePoints: ArrayLike<number>,
  count: number = modelPoints.length / 3,
  weights?: ArrayLike<number>,
): WeakPerspective {
  checkCorrespondences(modelPoints, picturePoints, count, weights, {
    least: 4,
    pictureAxes: 2,
  });
  // Means, then second moments about them, of x y z and picture x, picture y turned up.
  const at = (point: number, axis: number): number =>
    axis < 3
      ? modelPoints[3 * point + axis]!
      : (axis === 3 ? 1 : -1) * picturePoints[3 * point + axis - 3]!;
  const mean = new Float64Array(5);
  let total = 0;
  for (let point = 0; point < count; point++) {
    const weight = weights?.[point] ?? 1;
    total += weight;
    for (let axis = 0; axis < 5; axis++)
      mean[axis]! += weight * at(point, axis);
  }
  for (let axis = 0; axis < 5; axis++) mean[axis]! /= total;
  const moment = new Float64Array(25);
  const centred = new Float64Array(5);
  for (let point = 0; point < count; point++) {
    const weight = weights?.[point] ?? 1;
    for (let axis = 0; axis < 5; axis++)
      centred[axis] = at(point, axis) - mean[axis]!;
    for (let a = 0; a < 5; a++)
      for (let b = 0; b <= a; b++)
        moment[5 * a + b]! += weight * centred[a]! * centred[b]!;
  }
  return solve(mean, moment);
}

/** @param moment - 5 x 5, lower triangle. */
function solve(mean: Float64Array, moment: Float64Array): WeakPerspective {
  const m = (a: number, b: number): number =>
    moment[5 * Math.max(a, b) + Math.min(a, b)]!;
  const model = m(0, 0) + m(1, 1) + m(2, 2);
  const picture = m(3, 3) + m(4, 4);
  if (!(picture > 0)) throw undetermined("a plane", "picture", "in one place");
  const area = m(3, 3) * m(4, 4) - m(3, 4) ** 2;
  if (!(area > LEAST_AREA * (picture / 2) ** 2))
    throw undetermined("a plane", "picture", "on one line");
  // Without units, so that every number is about 1.
  const spread = Float64Array.from(
    { length: 9 },
    (_, i) => m(Math.floor(i / 3), i % 3) / model,
  );
  if (!(determinant(spread) > LEAST_VOLUME / 27))
    throw undetermined("space", "model", "in one plane");
  const size = Math.sqrt(model * picture);
  const product = Float64Array.from(
    { length: 6 },
    (_, i) => m(3 + Math.floor(i / 3), i % 3) / size,
  );
  const { scale: ratio, matrix } = fitScaledRotation(spread, product);
  const scale = ratio * Math.sqrt(picture / model);
  const shift = (row: number): number =>
    scale *
    (matrix[row]! * mean[0]! +
      matrix[row + 1]! * mean[1]! +
      matrix[row + 2]! * mean[2]!);
  return {
    scale,
    ...eulerAngles(matrix),
    x: mean[3]! - shift(0),
    y: shift(3) - mean[4]!,
  };
}

function undetermined(span: string, whose: string, where: string): RangeError {
  return expected(
    `points that span ${span}`,
    `${whose}Points`,
    new Error(`points ${where}`),
  );
}

function determinant(m: Float64Array): number {
  return (
    m[0]! * (m[4]! * m[8]! - m[5]! * m[7]!) -
    m[1]! * (m[3]! * m[8]! - m[5]! * m[6]!) +
    m[2]! * (m[3]! * m[7]! - m[4]! * m[6]!)
  );
}
