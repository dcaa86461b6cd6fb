import { PARTS } from "@fdhm/landmarks";
import { depthSolver, pictureSolver } from "./coefficient-solver.ts";
import { contourLandmarks } from "./contour-landmarks.ts";
import { type FitOptions, type FitTarget, fitTarget } from "./fit-target.ts";
import type { LandmarkFitter } from "./landmark-fitter.ts";
import type { LandmarkKernel } from "./landmark-kernel.ts";
import type { FaceParameters } from "./parameters.ts";
import { poseFromPicture } from "./pose-from-picture.ts";
import { poseFromPoints } from "./pose-from-points.ts";
import { rotation } from "./rotation.ts";
import { project, type WeakPerspective } from "./weak-perspective.ts";

/** A face found by {@link fitLandmarks}; where the model has 199 and 29 modes, `packParameters` takes it. */
export interface FaceFit extends FaceParameters {
  /** Where the found face has the points, xyz triples in picture px, y down, z from the model's origin. */
  readonly points: Float32Array;
  /** Vertex of the model at each of the points: the landmarks' own, except where the jaw slid. */
  readonly vertices: Uint32Array;
  /** Mean distance in the picture plane that is left at the points that carry weight, as a share of sqrt(w h) of their box. */
  readonly residual: number;
}

/**
 * Finds the face, pose and coefficients, whose landmarks are seen at some points. From the mean shape, rounds of two
 * steps: the best pose for the shape ({@link poseFromPoints}, or {@link poseFromPicture} without depth), then the
 * coefficients c, in standard deviations, that minimise for this pose `sum w |projected - seen|^2 / (width * height) +
 * lambda |c|^2`, width and height those of the points' box.
 *
 * @param fitter - result of `landmarkFitter` or `contourFitter`.
 * @param points - one for each landmark, xyz triples in picture px, y down, z towards the camera from anywhere, or `NaN`
 *   where it is not known.
 * @param options - see {@link FitOptions}.
 * @throws RangeError where a length is wrong, a number that counts is not finite, the points have no area or do not fix a
 *   pose, weights leave too few of them, or an option is out of range.
 */
export function fitLandmarks(
  fitter: LandmarkFitter,
  points: ArrayLike<number>,
  options: FitOptions = {},
): FaceFit {
  const { kernel, chains, landmarkCount } = fitter;
  const target = fitTarget(points, landmarkCount, options);
  const selected = Uint32Array.from({ length: landmarkCount }, (_, k) => k);
  const everywhere = Array.from({ length: kernel.pointCount }, (_, k) => k);
  const solve =
    target.depth === "full"
      ? depthSolver(kernel, target.ridge)
      : pictureSolver(kernel, target.ridge);
  const shape = kernel.mean.slice();
  /** Tells whether any landmark of the jaw moved. */
  const slide = (pose: WeakPerspective): boolean => {
    const before = selected.slice();
    const turn = rotation(pose.pitch, pose.yaw, pose.roll);
    contourLandmarks(chains, shape, turn, selected);
    return selected.some((point, k) => point !== before[k]);
  };
  let sliding = chains.length > 0;
  // Before the first pose nobody knows where on the model the jaw of the picture lies.
  if (sliding) slide(posed(target, shape, selected, PARTS.jaw[1]));

  for (let round = 1; ; round++) {
    const pose = posed(target, shape, selected);
    const seen = target.landmarks.map((k) => selected[k]!);
    const forces = solve(
      seen,
      ...leftOver(target, kernel.mean, shape, seen, pose),
    );
    pull(kernel, seen, forces, sliding ? everywhere : selected, shape);
    if (round === target.rounds)
      return {
        pose,
        ...coefficients(kernel, seen, forces),
        ...projected(fitter, target, shape, selected, pose),
      };
    // A jaw that came to rest stays: only its own points are of interest from then on.
    sliding &&= slide(pose);
  }
}

/** The best pose for a shape, by the landmarks from `first` on. */
function posed(
  { landmarks, points, weights, depth }: FitTarget,
  shape: Float64Array,
  selected: Uint32Array,
  first = 0,
): WeakPerspective {
  const start = landmarks.filter((k) => k < first).length;
  const used = landmarks.slice(start);
  return (depth === "none" ? poseFromPicture : poseFromPoints)(
    take(
      shape,
      used.map((k) => selected[k]!),
    ),
    points.subarray(3 * start),
    used.length,
    weights.subarray(start),
  );
}

/**
 * The camera without its shift, in sizes of the target a unit of the model, and where it leaves the seen points next to
 * the mean shape's.
 */
function leftOver(
  { points, weights, size, depth }: FitTarget,
  mean: Float64Array,
  shape: Float64Array,
  seen: readonly number[],
  { scale, pitch, yaw, roll, x, y }: WeakPerspective,
): [camera: Float64Array, wanted: Float64Array] {
  const camera = rotation(pitch, yaw, roll).map(
    (value) => (value * scale) / size,
  );
  const at = (values: Float64Array, point: number, row: number): number =>
    camera[3 * row]! * values[3 * point]! +
    camera[3 * row + 1]! * values[3 * point + 1]! +
    camera[3 * row + 2]! * values[3 * point + 2]!;
  const axes = depth === "full" ? 3 : 2;
  // The shift along z that a weak perspective leaves open, for the shape that the pose was found with.
  let z = 0;
  if (axes === 3) {
    let total = 0;
    seen.forEach((point, i) => {
      total += weights[i]!;
      z += weights[i]! * (points[3 * i + 2]! - size * at(shape, point, 2));
    });
    z /= total;
  }
  const wanted = new Float64Array(axes * seen.length);
  seen.forEach((point, i) => {
    const [px, py, pz] = points.subarray(3 * i, 3 * i + 3);
    wanted[axes * i] = (px! - x) / size - at(mean, point, 0);
    wanted[axes * i + 1] = (y - py!) / size - at(mean, point, 1);
    if (axes === 3)
      wanted[axes * i + 2] = (pz! - z) / size - at(mean, point, 2);
  });
  return [camera, wanted];
}

/** Where forces on the seen points move others: `mean + A A' forces`. */
function pull(
  { mean, products }: LandmarkKernel,
  seen: readonly number[],
  forces: Float64Array,
  moved: ArrayLike<number>,
  shape: Float64Array,
): void {
  const size = mean.length;
  for (let j = 0; j < moved.length; j++) {
    const start = 3 * moved[j]! * size;
    let x = mean[3 * moved[j]!]!;
    let y = mean[3 * moved[j]! + 1]!;
    let z = mean[3 * moved[j]! + 2]!;
    for (let i = 0; i < seen.length; i++) {
      const fx = forces[3 * i]!;
      const fy = forces[3 * i + 1]!;
      const fz = forces[3 * i + 2]!;
      const at = start + 3 * seen[i]!;
      x += fx * products[at]! + fy * products[at + 1]! + fz * products[at + 2]!;
      const next = at + size;
      y +=
        fx * products[next]! +
        fy * products[next + 1]! +
        fz * products[next + 2]!;
      const last = next + size;
      z +=
        fx * products[last]! +
        fy * products[last + 1]! +
        fz * products[last + 2]!;
    }
    shape[3 * moved[j]!] = x;
    shape[3 * moved[j]! + 1] = y;
    shape[3 * moved[j]! + 2] = z;
  }
}

/** `A' forces` in the unit of the model: in standard deviations, times these. */
function coefficients(
  { modes, deviations, identityCount, mean }: LandmarkKernel,
  seen: readonly number[],
  forces: Float64Array,
): Pick<FaceFit, "identity" | "expression"> {
  const all = Float32Array.from(deviations, (deviation, mode) => {
    const start = mode * mean.length;
    let sum = 0;
    for (let i = 0; i < seen.length; i++) {
      const at = start + 3 * seen[i]!;
      sum +=
        modes[at]! * forces[3 * i]! +
        modes[at + 1]! * forces[3 * i + 1]! +
        modes[at + 2]! * forces[3 * i + 2]!;
    }
    return deviation * sum;
  });
  return {
    identity: all.slice(0, identityCount),
    expression: all.slice(identityCount),
  };
}

function projected(
  fitter: LandmarkFitter,
  target: FitTarget,
  shape: Float64Array,
  selected: Uint32Array,
  pose: WeakPerspective,
): Pick<FaceFit, "points" | "vertices" | "residual"> {
  const points = project(Float32Array.from(take(shape, selected)), pose);
  let sum = 0;
  target.landmarks.forEach((k, i) => {
    sum += Math.hypot(
      points[3 * k]! - target.points[3 * i]!,
      points[3 * k + 1]! - target.points[3 * i + 1]!,
    );
  });
  return {
    points,
    vertices: selected.map((point) => fitter.vertices[point]!),
    residual: sum / target.landmarks.length / target.size,
  };
}

function take(shape: Float64Array, points: ArrayLike<number>): Float64Array {
  const out = new Float64Array(3 * points.length);
  for (let i = 0; i < out.length; i++)
    out[i] = shape[3 * points[Math.floor(i / 3)]! + (i % 3)]!;
  return out;
}
