import { expected } from "@fdhm/errors";

/**
 * Area under the receiver operating characteristic: the chance that a positive drawn at random has a higher score than a
 * negative drawn at random, where a tie counts one half (the Mann-Whitney statistic over the number of pairs; Hanley,
 * McNeil, "The meaning and use of the area under a receiver operating characteristic (ROC) curve", Radiology 1982). It is
 * counted exactly, without a curve.
 *
 * @param positives - scores of what is to be found, in any order and unit.
 * @param negatives - scores of what is not.
 * @returns 1 where all positives lie above all negatives, 0.5 where scores tell nothing.
 * @throws RangeError where either is empty or holds a number that is not finite.
 */
export function rocAuc(
  positives: ArrayLike<number>,
  negatives: ArrayLike<number>,
): number {
  const above = sortedScores(positives, "positives");
  const below = sortedScores(negatives, "negatives");
  let wins = 0;
  let less = 0;
  let upTo = 0;
  for (const score of above) {
    while (less < below.length && below[less]! < score) less++;
    while (upTo < below.length && below[upTo]! <= score) upTo++;
    wins += (less + upTo) / 2;
  }
  return wins / (above.length * below.length);
}

/**
 * Scores in rising order.
 *
 * @throws RangeError where there is none or one is not finite.
 */
export function sortedScores(
  scores: ArrayLike<number>,
  name: string,
): Float64Array {
  if (scores.length === 0) throw expected("at least one score", name, "none");
  const sorted = Float64Array.from(scores);
  const odd = sorted.findIndex((score) => !Number.isFinite(score));
  if (odd >= 0)
    throw expected("a finite number", `${name}[${odd}]`, sorted[odd]);
  return sorted.sort();
}
