import { expected } from "@fdhm/errors";
import { sortedScores } from "./roc-auc.ts";

/** A threshold and what it lets through; what scores as much as the threshold passes. */
export interface OperatingPoint {
  /** The score from which on something passes. */
  readonly threshold: number;
  /** Part of the positives that pass, 0 to 1: at least the recall that was asked for, more where scores tie. */
  readonly recall: number;
  /** Part of the negatives that pass, 0 to 1. */
  readonly falseAlarms: number;
}

/** A share of a whole number of scores may come out a hair above the number it stands for: 0.07 * 100 > 7. */
const ROUNDING = 1e-9;

/**
 * The highest threshold at which at least a given part of the positives passes, and the false alarms that come with it.
 *
 * @param positives - scores of what is to be found, in any order.
 * @param negatives - scores of what is not.
 * @param recall - wanted part of the positives, above 0 and up to 1.
 * @throws RangeError where either is empty or holds a number that is not finite, or the recall is out of range.
 */
export function operatingPoint(
  positives: ArrayLike<number>,
  negatives: ArrayLike<number>,
  recall: number,
): OperatingPoint {
  if (!(recall > 0 && recall <= 1))
    throw expected("a number above 0 and up to 1", "recall", recall);
  const above = sortedScores(positives, "positives");
  const below = sortedScores(negatives, "negatives");
  const needed = Math.max(1, Math.ceil(recall * above.length - ROUNDING));
  const threshold = above[above.length - needed]!;
  const passing = (scores: Float64Array) =>
    scores.reduce((sum, score) => sum + Number(score >= threshold), 0) /
    scores.length;
  return {
    threshold,
    recall: passing(above),
    falseAlarms: passing(below),
  };
}
