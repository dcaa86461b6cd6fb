import { expected } from "@fdhm/errors";
import { tightBox } from "@fdhm/landmarks";

/** How {@link fitLandmarks} weighs what it sees. */
export interface FitOptions {
  /**
   * Weight of the prior: what one squared deviation of a coefficient costs against squared errors in shares of sqrt(w
   * h); positive, 1e-3 where absent.
   */
  readonly lambda?: number;
  /** Rounds of pose and coefficients, 1 or more; 8 where absent. */
  readonly rounds?: number;
  /** How much each point counts, N numbers from 0; 1 each where absent. A point of weight 0 may be `NaN`. */
  readonly weights?: ArrayLike<number>;
  /**
   * What the z of the points serve: nothing ("none"), the pose alone ("pose"), or the pose and the coefficients like x
   * and y ("full"). Where absent: "none" if no point has a finite z, otherwise "full".
   */
  readonly depth?: "none" | "pose" | "full";
}

/** The points that a fit aims at: those that carry weight, checked. */
export interface FitTarget {
  /** Which of the landmarks they are, n. */
  readonly landmarks: readonly number[];
  /** xyz triples in picture px, y down, `3 n` numbers; z is not read where `depth` is "none". */
  readonly points: Float64Array;
  /** Positive, n numbers. */
  readonly weights: Float64Array;
  /** `lambda / weight`, n numbers. */
  readonly ridge: Float64Array;
  /** sqrt(w h) of the points' box, px. */
  readonly size: number;
  /** See {@link FitOptions}. */
  readonly depth: "none" | "pose" | "full";
  /** See {@link FitOptions}. */
  readonly rounds: number;
}

/**
 * Checks points and options, and keeps what counts.
 *
 * @param points - xyz triples in picture px, `3 count` numbers.
 * @param count - landmarks of the model.
 * @param options - see {@link FitOptions}.
 * @throws RangeError where a length is wrong, an option is out of range, a number that counts is not finite, or the
 *   points have no area.
 */
export function fitTarget(
  points: ArrayLike<number>,
  count: number,
  options: FitOptions,
): FitTarget {
  const { lambda = 1e-3, rounds = 8, weights } = options;
  if (points.length !== 3 * count)
    throw expected(
      `xyz triples of ${count} points (${3 * count} numbers)`,
      "points",
      points.length,
    );
  if (!(lambda > 0 && lambda < Infinity))
    throw expected("a positive finite number", "lambda", lambda);
  if (!Number.isSafeInteger(rounds) || rounds < 1)
    throw expected("1 or more rounds", "rounds", rounds);
  const landmarks = weighted(weights, count);
  const z = landmarks.map((k) => points[3 * k + 2]!);
  const { depth = z.some(Number.isFinite) ? "full" : "none" } = options;
  if (!["none", "pose", "full"].includes(depth))
    throw expected(`"none", "pose" or "full"`, "depth", depth);
  const axes = depth === "none" ? 2 : 3;
  for (const k of landmarks)
    for (let axis = 0; axis < axes; axis++)
      if (!Number.isFinite(points[3 * k + axis]))
        throw expected(
          "finite numbers",
          `${"xyz"[axis]} of point ${k}`,
          points[3 * k + axis],
        );
  const kept = Float64Array.from(
    { length: 3 * landmarks.length },
    (_, i) => points[3 * landmarks[Math.floor(i / 3)]! + (i % 3)]!,
  );
  const { width, height } = tightBox(kept);
  const shares = Float64Array.from(landmarks, (k) => weights?.[k] ?? 1);
  return {
    landmarks,
    points: kept,
    weights: shares,
    ridge: shares.map((share) => lambda / share),
    size: Math.sqrt(width * height),
    depth,
    rounds,
  };
}

/** The landmarks that carry weight. */
function weighted(
  weights: ArrayLike<number> | undefined,
  count: number,
): number[] {
  const all = Array.from({ length: count }, (_, k) => k);
  if (weights === undefined) return all;
  if (weights.length !== count)
    throw expected(`${count} numbers`, "weights", weights.length);
  const wrong = all.find((k) => !(weights[k]! >= 0 && weights[k]! < Infinity));
  if (wrong !== undefined)
    throw expected(
      "a weight from 0",
      `weights of point ${wrong}`,
      weights[wrong],
    );
  const kept = all.filter((k) => weights[k]! > 0);
  // What poses need without depth; with depth three would do, but nobody fits a face to three points.
  if (kept.length < 4)
    throw expected("at least 4 positive numbers", "weights", kept.length);
  return kept;
}
