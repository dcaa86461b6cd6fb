import { expected } from "@fdhm/errors";
import { alignColumns } from "./align-columns.ts";
import { operatingPoint } from "./operating-point.ts";
import { rocAuc } from "./roc-auc.ts";

/** Scores of crops of one kind that hold no face. */
export interface ScoredGroup {
  /** Heads the row. */
  readonly name: string;
  /** One a crop. */
  readonly scores: readonly number[];
}

/** Parts of the faces that are to pass. */
const RECALLS = [0.95, 0.99] as const;

/**
 * A table of how well a score tells faces from what is none: for all groups together and for each, the area under the ROC
 * curve and the part of the crops that pass a threshold which 95 % and 99 % of the faces pass; below, these thresholds.
 *
 * @param faces - scores of faces.
 * @param groups - scores of crops without one, by kind; groups without a crop are left out.
 * @returns lines, each ended by a line feed.
 * @throws RangeError where there is no face or no other crop, or a score is not finite.
 */
export function scoreTable(
  faces: readonly number[],
  groups: readonly ScoredGroup[],
): string {
  const filled = groups.filter(({ scores }) => scores.length > 0);
  if (filled.length === 0)
    throw expected("at least one crop without a face", "groups", "none");
  const all = filled.flatMap(({ scores }) => scores);
  const percent = (fraction: number) => (100 * fraction).toFixed(2);
  const rows = [{ name: "all", scores: all }, ...filled].map(
    ({ name, scores }) => [
      name,
      String(scores.length),
      percent(rocAuc(faces, scores)),
      ...RECALLS.map((recall) =>
        percent(operatingPoint(faces, scores, recall).falseAlarms),
      ),
    ],
  );
  const thresholds = RECALLS.map((recall) =>
    operatingPoint(faces, all, recall).threshold.toFixed(4),
  );
  return alignColumns(
    [
      `${faces.length} faces against`,
      "crops",
      "AUC %",
      ...RECALLS.map(
        (recall) => `false alarms % at ${100 * recall} % of the faces`,
      ),
    ],
    [...rows, ["threshold", "", "", ...thresholds]],
    "text",
  );
}
