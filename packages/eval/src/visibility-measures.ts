import { expected } from "@fdhm/errors";

/** How well hidden landmarks are told from seen ones. */
export interface VisibilityMeasures {
  /** Of the landmarks that were called seen, the share that is; null where none was. */
  readonly precision: number | null;
  /** Of the landmarks that are seen, the share that was called so; null where none is. */
  readonly recall: number | null;
  /** Share of all landmarks that were called what they are. */
  readonly accuracy: number;
}

/**
 * Precision and recall of visibility over all landmarks of all faces.
 *
 * @param predicted - one number a landmark, 0 hidden to 1 seen.
 * @param truth - likewise; landmarks of which it is NaN, unknown, are left out.
 * @param threshold - from which on either counts as seen; 0.5 by default.
 * @throws RangeError where the lengths differ, a prediction is no number from 0 to 1, or no landmark is known.
 */
export function visibilityMeasures(
  predicted: ArrayLike<number>,
  truth: ArrayLike<number>,
  threshold = 0.5,
): VisibilityMeasures {
  if (predicted.length !== truth.length)
    throw expected(`${truth.length} numbers`, "predicted", predicted.length);
  let both = 0;
  let called = 0;
  let seen = 0;
  let right = 0;
  let known = 0;
  for (let k = 0; k < truth.length; k++) {
    const guess = predicted[k]!;
    if (!(guess >= 0 && guess <= 1))
      throw expected("0 to 1", `predicted visibility ${k}`, guess);
    if (Number.isNaN(truth[k]!)) continue;
    const isCalled = guess >= threshold;
    const isSeen = truth[k]! >= threshold;
    known++;
    if (isCalled) called++;
    if (isSeen) seen++;
    if (isCalled && isSeen) both++;
    if (isCalled === isSeen) right++;
  }
  if (known === 0)
    throw expected("a landmark of known visibility", "truth", "none");
  return {
    precision: called === 0 ? null : both / called,
    recall: seen === 0 ? null : both / seen,
    accuracy: right / known,
  };
}
