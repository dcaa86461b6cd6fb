import { join } from "node:path";
import { writeAtomically } from "../run/write-atomically.ts";
import { readPoint } from "./read-point.ts";
import { sweepPage } from "./sweep-page.ts";
import type { SweepPoint } from "./sweep-points.ts";
import { sweepTable, sweepText } from "./sweep-table.ts";

/**
 * Compares the runs of a sweep as far as they are, whoever trained them: writes `sweep.md`, `sweep.txt` and `sweep.html`
 * beside the run directories.
 *
 * @param name - of the sweep.
 * @param folder - holds its run directories.
 * @returns the table as text.
 */
export async function writeSweep(
  name: string,
  folder: string,
  points: readonly SweepPoint[],
): Promise<string> {
  const results = await Promise.all(
    points.map((point) => readPoint(folder, point)),
  );
  const table = sweepTable(results);
  const text = sweepText(table, "text");
  await writeAtomically(join(folder, "sweep.txt"), text);
  await writeAtomically(join(folder, "sweep.md"), sweepText(table, "markdown"));
  await writeAtomically(join(folder, "sweep.html"), sweepPage(name, results));
  return text;
}
