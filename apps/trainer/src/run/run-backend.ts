import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BackendName } from "../backends/backend.ts";
import { writeAtomically } from "./write-atomically.ts";

/**
 * Keeps in the run directory which backend a run was begun with (`backend.txt`), and tells where it goes on with another: sums are taken in
 * another order there, so that its numbers are no longer those of an unbroken run. It is no part of the configuration, which may be
 * continued on any machine.
 *
 * @param folder - run directory.
 * @param begun - steps that are done; with none the run begins.
 * @returns a sentence for people; undefined where nothing has changed.
 */
export async function backendChange(
  folder: string,
  backend: BackendName,
  begun: number,
): Promise<string | undefined> {
  const file = join(folder, "backend.txt");
  const before =
    begun === 0
      ? undefined
      : await readFile(file, "utf8").catch(() => undefined);
  if (before === undefined) await writeAtomically(file, `${backend}\n`);
  if (before === undefined || before.trim() === backend) return undefined;
  return `The run was begun with ${before.trim()} and goes on with ${backend}: its numbers are no longer those of one backend alone.`;
}
