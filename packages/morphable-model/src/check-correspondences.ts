import { expected } from "@fdhm/errors";

/** What a pose estimate needs of its points. */
export interface CorrespondenceNeeds {
  /** Fewest points that carry weight. */
  readonly least: 3 | 4;
  /** Coordinates of a picture point that are read: 2 leaves its z aside. */
  readonly pictureAxes: 2 | 3;
}

/**
 * Refuses points of a model and of a picture from which no pose can be found.
 *
 * @param modelPoints - xyz triples.
 * @param picturePoints - xyz triples.
 * @param count - how many points are used.
 * @param weights - one number per point, or undefined.
 * @throws RangeError where a length is wrong, a number is not finite, or too few points carry weight.
 */
export function checkCorrespondences(
  modelPoints: ArrayLike<number>,
  picturePoints: ArrayLike<number>,
  count: number,
  weights: ArrayLike<number> | undefined,
  { least, pictureAxes }: CorrespondenceNeeds,
): void {
  if (!Number.isInteger(count) || count < least)
    throw expected(`at least ${least} points`, "count", count);
  checkTriples("modelPoints", modelPoints, count, 3);
  checkTriples("picturePoints", picturePoints, count, pictureAxes);
  if (weights === undefined) return;
  if (weights.length < count)
    throw expected(`${count} numbers`, "weights", weights.length);
  let weighted = 0;
  for (let point = 0; point < count; point++) {
    const weight = weights[point]!;
    if (!(weight >= 0) || weight === Infinity)
      throw expected("a weight from 0", `weights of point ${point}`, weight);
    if (weight > 0) weighted++;
  }
  if (weighted < least)
    throw expected(`at least ${least} positive numbers`, "weights", weighted);
}

function checkTriples(
  name: string,
  points: ArrayLike<number>,
  count: number,
  axes: 2 | 3,
): void {
  if (points.length < 3 * count)
    throw expected(
      `xyz triples of ${count} points (${3 * count} numbers)`,
      name,
      points.length,
    );
  for (let point = 0; point < count; point++)
    for (let axis = 0; axis < axes; axis++) {
      const value = points[3 * point + axis];
      if (!Number.isFinite(value))
        throw expected("finite numbers", `${name} of point ${point}`, value);
    }
}
