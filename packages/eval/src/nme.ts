import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import { normaliserLength, type Normaliser } from "./normaliser.ts";

/** How {@link nme} compares two faces. */
export interface NmeOptions {
  /** 2 (default) compares x and y, as the benchmark does; 3 compares z too, after each face's mean z is taken off. */
  readonly dimensions?: 2 | 3;
  /** Landmarks that are compared, `[first, end)`: all 68 by default, `[17, 68]` leaves the jaw out. */
  readonly range?: readonly [number, number];
  /** Landmarks that the method does not have, such as the inner corners of the lips in a scheme of 66: left out. */
  readonly absent?: readonly number[];
  /** What the distance is divided by; `box` by default. */
  readonly normaliser?: Normaliser;
}

/**
 * Normalised mean error of one face: the mean distance between predicted and true landmarks, divided by
 * `sqrt(width * height)` of the tight box of the 68 true landmarks (Sun et al., section IV-A; the box is always that of
 * x and y, and always of all 68), or by another length.
 *
 * The paper prints the norm squared; every published figure, the paper's own included, uses the plain distance, and so
 * does this function.
 *
 * Depth has no origin under weak perspective, so in three dimensions both faces are first moved to a mean z of 0 over
 * the compared landmarks.
 *
 * @param predicted - 68 xyz triples in px; z may be NaN in two dimensions.
 * @param truth - 68 xyz triples in the same picture's px; z may be NaN in two dimensions.
 * @returns a fraction: 0.04 is what papers print as 4 %.
 * @throws RangeError where there are not 204 numbers, one that is compared is not finite, or the true box has no extent.
 */
export function nme(
  predicted: ArrayLike<number>,
  truth: ArrayLike<number>,
  {
    dimensions = 2,
    range = [0, LANDMARK_COUNT],
    absent = [],
    normaliser = "box",
  }: NmeOptions = {},
): number {
  checkRange(range);
  const compared = comparedLandmarks(range, absent);
  if (dimensions !== 2 && dimensions !== 3)
    throw expected("2 or 3", "dimensions", dimensions);
  checkFace(predicted, "predicted landmarks", dimensions, compared);
  checkFace(truth, "true landmarks", dimensions, compared);
  const length = normaliserLength(truth, normaliser);
  const shift =
    dimensions === 3
      ? meanDepth(predicted, compared) - meanDepth(truth, compared)
      : 0;
  let sum = 0;
  for (const k of compared)
    sum += Math.hypot(
      predicted[3 * k]! - truth[3 * k]!,
      predicted[3 * k + 1]! - truth[3 * k + 1]!,
      dimensions === 3 ? predicted[3 * k + 2]! - truth[3 * k + 2]! - shift : 0,
    );
  return sum / compared.length / length;
}

function comparedLandmarks(
  [first, end]: readonly [number, number],
  absent: readonly number[],
): number[] {
  for (const k of absent)
    if (!(Number.isInteger(k) && k >= 0 && k < LANDMARK_COUNT))
      throw expected("landmarks from 0 to 67", "absent", absent);
  const compared = Array.from(
    { length: end - first },
    (_, i) => first + i,
  ).filter((k) => !absent.includes(k));
  if (compared.length === 0)
    throw expected("a landmark that is left", "absent", absent);
  return compared;
}

function meanDepth(
  face: ArrayLike<number>,
  compared: readonly number[],
): number {
  let sum = 0;
  for (const k of compared) sum += face[3 * k + 2]!;
  return sum / compared.length;
}

function checkRange(range: readonly [number, number]): void {
  const [first, end] = range;
  if (!(
    Number.isInteger(first) &&
    Number.isInteger(end) &&
    first >= 0 &&
    first < end &&
    end <= LANDMARK_COUNT
  ))
    throw expected("[first, end) within 0 to 68", "range", range);
}

function checkFace(
  face: ArrayLike<number>,
  name: string,
  dimensions: 2 | 3,
  compared: readonly number[],
): void {
  if (face.length !== 3 * LANDMARK_COUNT)
    throw expected(
      `${LANDMARK_COUNT} xyz triples`,
      name,
      `${face.length} numbers`,
    );
  for (const k of compared) {
    const point = Array.from({ length: dimensions }, (_, j) => face[3 * k + j]);
    if (!point.every(Number.isFinite))
      throw expected(
        "finite pixels",
        `landmark ${k} of the ${name}`,
        String(point),
      );
  }
}
