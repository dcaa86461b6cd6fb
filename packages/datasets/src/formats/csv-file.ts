import { readFile } from "node:fs/promises";
import { expected } from "@fdhm/errors";

/** A row of a table by the names of its columns. */
export interface CsvRow {
  /** Where in the file it stands, from 1. */
  readonly line: number;
  /** Its cells, as text. */
  readonly cells: ReadonlyMap<string, string>;
}

/**
 * Reads comma-separated values whose first line names the columns (RFC 4180 but for line ends inside quotes): cells may stand in
 * double quotes, in which a comma is text and two quotes are one. Spaces around cells and empty lines are passed over.
 *
 * @param text - the whole file.
 * @param file - path for error sentences.
 * @throws RangeError naming file and line where a row has other than as many cells as the first, a quote is left open, or a column
 *   comes twice.
 */
export function parseCsv(text: string, file?: string): CsvRow[] {
  const [header, ...rows] = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((text, index) => ({ text, line: index + 1 }))
    .filter(({ text }) => text.trim() !== "");
  if (header === undefined)
    throw expected("a line that names the columns", "table", "an empty file", {
      file,
    });
  const names = splitLine(header.text, file, header.line);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw expected("each column once", "first line", twice, {
      file,
      line: header.line,
    });
  return rows.map(({ text, line }) => {
    const cells = splitLine(text, file, line);
    if (cells.length !== names.length)
      throw expected(`${names.length} cells`, "row", `${cells.length} cells`, {
        file,
        line,
      });
    return { line, cells: new Map(names.map((name, i) => [name, cells[i]!])) };
  });
}

/**
 * Reads a `.csv` file; the format is told at {@link parseCsv}.
 *
 * @throws RangeError where the file is missing or departs from the format.
 */
export async function readCsv(path: string): Promise<CsvRow[]> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    throw expected("a readable .csv file", "table", cause, {
      file: path,
      cause,
    });
  }
  return parseCsv(text, path);
}

/** A quoted cell or a plain one, then a comma or the end. */
const CELL = /\s*(?:"((?:[^"]|"")*)"|([^",]*))\s*(,|$)/y;

function splitLine(
  text: string,
  file: string | undefined,
  line: number,
): string[] {
  const cells: string[] = [];
  CELL.lastIndex = 0;
  for (;;) {
    const match = CELL.exec(text);
    if (match === null)
      throw expected("cells with their quotes closed", "row", text, {
        file,
        line,
      });
    const [, quoted, plain, end] = match;
    cells.push(quoted?.replaceAll('""', '"') ?? plain!.trim());
    if (end === "") return cells;
  }
}
