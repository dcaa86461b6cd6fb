import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT, PARTS, type Part } from "@fdhm/landmarks";
import { nme } from "./nme.ts";
import { normaliserLength } from "./normaliser.ts";

/** A face as it was found and as it is. */
export interface ComparedFace {
  /** 68 xyz triples in px; null where the method gave none. */
  readonly predicted: ArrayLike<number> | null;
  /** 68 xyz triples in the same picture's px. */
  readonly truth: ArrayLike<number>;
}

/**
 * Mean error of each landmark over the faces, in x and y, each face's distances divided by `sqrt(width * height)` of its true
 * box: the mean of the 68 numbers is the mean {@link nme}. Faces without landmarks are left out.
 *
 * @returns 68 fractions in the order of the landmarks.
 * @throws RangeError where no face has landmarks, or as {@link nme} does.
 */
export function landmarkErrors(faces: readonly ComparedFace[]): Float64Array {
  const sums = new Float64Array(LANDMARK_COUNT);
  let count = 0;
  for (const { predicted, truth } of faces) {
    if (predicted === null) continue;
    nme(predicted, truth); // Refuses what cannot be compared.
    const unit = normaliserLength(truth, "box");
    for (let k = 0; k < LANDMARK_COUNT; k++)
      sums[k]! +=
        Math.hypot(
          predicted[3 * k]! - truth[3 * k]!,
          predicted[3 * k + 1]! - truth[3 * k + 1]!,
        ) / unit;
    count++;
  }
  if (count === 0) throw expected("a face with landmarks", "faces", "none");
  return sums.map((sum) => sum / count);
}

/**
 * Mean error of each part of the face: the means of {@link landmarkErrors} over its landmarks.
 *
 * @param errors - 68 fractions.
 */
export function partErrors(
  errors: ArrayLike<number>,
): Readonly<Record<Part, number>> {
  if (errors.length !== LANDMARK_COUNT)
    throw expected(`${LANDMARK_COUNT} errors`, "errors", errors.length);
  const means = Object.entries(PARTS).map(([part, [first, end]]) => {
    let sum = 0;
    for (let k = first; k < end; k++) sum += errors[k]!;
    return [part, sum / (end - first)];
  });
  return Object.fromEntries(means) as Record<Part, number>;
}
