import { expected } from "@fdhm/errors";
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
  return align(head, body, format);
}

/** A fraction as per cent; a whole number loses its decimals only where `digits` is 0. */
function percent(fraction: number | null | undefined, digits = 2): string {
  if (fraction === null || fraction === undefined) return NONE;
  return digits === 0
    ? String(Number((100 * fraction).toFixed(2)))
    : (100 * fraction).toFixed(digits);
}

/** Pads columns: the first to the left, numbers to the right. */
function align(
  head: readonly string[],
  body: readonly (readonly string[])[],
  format: "markdown" | "text",
): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...body.map((row) => row[column]!.length)),
  );
  const pad = (row: readonly string[]) =>
    row.map((cell, column) =>
      column === 0
        ? cell.padEnd(widths[column]!)
        : cell.padStart(widths[column]!),
    );
  if (format === "text")
    return [head, ...body].map((row) => `${pad(row).join("  ")}\n`).join("");
  const rule = widths.map((width, column) =>
    column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  return [pad(head), rule, ...body.map(pad)]
    .map((row) => `| ${row.join(" | ")} |\n`)
    .join("");
}
