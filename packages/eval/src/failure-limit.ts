import { expected } from "@fdhm/errors";

/** Error above which a face counts as failed, and where curves end: 6 %. */
export const FAILURE_LIMIT = 0.06;

/**
 * The limit to use: the one given, or {@link FAILURE_LIMIT}.
 *
 * @throws RangeError where there is nothing to count or the limit is not positive.
 */
export function checkLimit(
  errors: readonly unknown[],
  limit: number = FAILURE_LIMIT,
): number {
  if (errors.length === 0)
    throw expected("at least one face", "errors", "none");
  if (!(Number.isFinite(limit) && limit > 0))
    throw expected("a positive fraction", "limit", limit);
  return limit;
}

/**
 * The part of the faces that failed: error above (not at) the limit, or missed.
 *
 * @param errors - NME of every face as a fraction, null where the face was missed.
 * @throws RangeError where there is no face or `limit` is not positive.
 */
export function failureRate(
  errors: readonly (number | null)[],
  limit?: number,
): number {
  const end = checkLimit(errors, limit);
  return (
    errors.filter((error) => error === null || error > end).length /
    errors.length
  );
}
