import { checkLimit } from "./failure-limit.ts";

/** A point of a cumulative error distribution. */
export interface CedPoint {
  /** Error as a fraction. */
  readonly nme: number;
  /** Fraction of all faces whose error is at most `nme`. */
  readonly fraction: number;
}

/**
 * The cumulative error distribution, exact: a staircase that rises at each error, read as constant up to the next point.
 *
 * @param errors - NME of every face as a fraction, null where the face was missed: it never joins the curve but counts
 *   in the number of faces.
 * @param limit - where the curve ends.
 * @returns points from error 0 to `limit`, both included, with one between for each different error.
 * @throws RangeError where there is no face or `limit` is not positive.
 */
export function cedCurve(
  errors: readonly (number | null)[],
  limit?: number,
): CedPoint[] {
  const end = checkLimit(errors, limit);
  const sorted = errors
    .filter((error) => error !== null && error <= end)
    .sort((a, b) => a! - b!) as number[];
  const points: CedPoint[] = [];
  if (sorted[0] !== 0) points.push({ nme: 0, fraction: 0 });
  sorted.forEach((nme, i) => {
    if (sorted[i + 1] !== nme)
      points.push({ nme, fraction: (i + 1) / errors.length });
  });
  const { nme, fraction } = points.at(-1)!;
  if (nme < end) points.push({ nme: end, fraction });
  return points;
}

/**
 * Area under the cumulative error distribution up to `limit`, as a fraction of the best possible: the mean over all
 * faces of `max(0, 1 - nme / limit)`, which is the staircase's integral without any sampling.
 *
 * @param errors - NME of every face as a fraction, null (worth 0) where the face was missed.
 * @throws RangeError where there is no face or `limit` is not positive.
 */
export function cedArea(
  errors: readonly (number | null)[],
  limit?: number,
): number {
  const end = checkLimit(errors, limit);
  let sum = 0;
  for (const error of errors)
    if (error !== null) sum += Math.max(0, 1 - error / end);
  return sum / errors.length;
}
