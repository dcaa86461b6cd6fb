/**
 * Writes a table whose columns are padded: the first to the left, numbers to the right.
 *
 * @param head - titles of the columns.
 * @param body - rows of as many cells.
 * @param format - `"markdown"`, or `"text"` without the bars.
 * @returns lines, each ended by a line feed.
 */
export function alignColumns(
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
