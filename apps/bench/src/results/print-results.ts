import { alignColumns } from "@fdhm/eval";
import { PUBLISHED } from "../published/published-table.ts";
import type { BenchResults } from "./results.ts";
import { resultTables } from "./result-tables.ts";

/**
 * The results as text.
 *
 * @param format - `"markdown"`, or `"text"` for a terminal.
 */
export function printResults(
  results: BenchResults,
  format: "markdown" | "text",
): string {
  const heading = (title: string) =>
    format === "markdown" ? `## ${title}\n` : `${title}\n`;
  const tables = [...resultTables(results), PUBLISHED].map(
    ({ title, head, body, notes }) =>
      [
        heading(title),
        alignColumns(head, body, format),
        notes
          .map((note) => `${note}\n`)
          .join(format === "markdown" ? "\n" : ""),
      ].join("\n"),
  );
  const leftOut = results.leftOut.map((sentence) => `Left out: ${sentence}\n`);
  return [
    `${results.date.slice(0, 10)}, ${results.machine}; load of the machine before: ${results.load.toFixed(1)}.\n`,
    ...tables,
    ...(leftOut.length > 0 ? [leftOut.join("\n")] : []),
  ].join("\n");
}
