import { alignColumns, POSE_BINS } from "@fdhm/eval";
import { duration, percent } from "../report/quantities.ts";
import type { PointResult } from "./read-point.ts";

/** A sweep as a table. */
export interface SweepTable {
  /** Titles of the columns. */
  readonly head: readonly string[];
  /** A row a run. */
  readonly body: readonly (readonly string[])[];
}

/** What a run is judged by: the mean of the pose bins on its test set, or of the faces where bins are unknown. */
export function errorOf({ summary }: PointResult): number | undefined {
  return summary?.meanOfBins?.mean ?? summary?.mean ?? undefined;
}

/** Runs from the lowest error up, those that are not finished last in their order. */
export function ranked(results: readonly PointResult[]): PointResult[] {
  const error = (result: PointResult) => errorOf(result) ?? Infinity;
  return [...results].sort((a, b) => {
    const [first, second] = [error(a), error(b)];
    return first === second ? 0 : first - second;
  });
}

/**
 * What came out of the runs, best first: errors on the test set, the best validation, size and time; errors are per cent.
 */
export function sweepTable(results: readonly PointResult[]): SweepTable {
  return {
    head: [
      "run",
      "state",
      ...POSE_BINS,
      ...["mean of bins", "mean", "> 6 %", "validation", "kB", "time"],
    ],
    body: ranked(results).map(
      ({ name, state, summary, validation, bytes, seconds }) => [
        name,
        state,
        ...POSE_BINS.map((_, i) => percent(summary?.bins[i]?.mean)),
        percent(summary?.meanOfBins?.mean),
        percent(summary?.mean),
        percent(summary?.failures),
        percent(validation),
        bytes === undefined ? "–" : String(Math.ceil(bytes / 1000)),
        seconds === 0 ? "–" : duration(seconds),
      ],
    ),
  };
}

/** The table as lines of text, or as Markdown. */
export function sweepText(
  { head, body }: SweepTable,
  format: "text" | "markdown",
): string {
  return alignColumns(head, body, format);
}
