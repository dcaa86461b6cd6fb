import { expected } from "@fdhm/errors";
import { alignColumns } from "./align-columns.ts";
import { POSE_BINS } from "./pose-bins.ts";
import type { Summary } from "./summary.ts";

/** A method and what came out for it. */
export interface TableRow {
  /** Heads the row. */
  readonly name: string;
  /** Its measures. */
  readonly summary: Summary;
}

/** How {@link errorTable} writes. */
export interface ErrorTableOptions {
  /** `"markdown"` (default), its columns padded so that it reads as well on a terminal; `"text"` without the bars. */
  readonly format?: "markdown" | "text";
}

/** Stands where a number does not exist. */
const NONE = "–";

/**
 * A table of errors, one method a row: NME by pose bin, the mean of the bins, mean and median of the faces, failures in
 * all and by bin, and the area under the cumulative error distribution. All numbers but the counts are per cent. The
 * columns of the bins are left out where no method has a bin.
 *
 * @param rows - at least one; all with one limit.
 * @returns lines, each ended by a line feed.
 * @throws RangeError where there is no row or the limits differ.
 */
export function errorTable(
  rows: readonly TableRow[],
  { format = "markdown" }: ErrorTableOptions = {},
): string {
  if (rows.length === 0) throw expected("at least one method", "rows", "none");
  const limit = rows[0]!.summary.limit;
  for (const { name, summary } of rows)
    if (summary.limit !== limit)
      throw expected(
        `the limit ${limit} of all`,
        `limit of ${name}`,
        summary.limit,
      );
  const binned = rows.some(({ summary }) => summary.bins.some(Boolean));
  const above = `> ${percent(limit, 0)} %`;
  const head = [
    "NME %",
    "faces",
    "missed",
    ...(binned ? [...POSE_BINS, "mean of bins"] : []),
    "mean",
    "median",
    above,
    ...(binned ? [`${above} by bin`] : []),
    `AUC ${percent(limit, 0)} %`,
  ];
  const body = rows.map(({ name, summary }) => [
    name,
    String(summary.faces),
    String(summary.missed.length),
    ...(binned
      ? [
          ...summary.bins.map((bin) => percent(bin?.mean)),
          percent(summary.meanOfBins?.mean),
        ]
      : []),
    percent(summary.mean),
    percent(summary.median),
    percent(summary.failures, 1),
    ...(binned
      ? [summary.bins.map((bin) => percent(bin?.failures, 1)).join(" / ")]
      : []),
    percent(summary.area, 1),
  ]);
  return alignColumns(head, body, format);
}

/** A fraction as per cent; a whole number loses its decimals only where `digits` is 0. */
function percent(fraction: number | null | undefined, digits = 2): string {
  if (fraction === null || fraction === undefined) return NONE;
  return digits === 0
    ? String(Number((100 * fraction).toFixed(2)))
    : (100 * fraction).toFixed(digits);
}
