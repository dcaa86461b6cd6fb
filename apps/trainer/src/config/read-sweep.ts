import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { expected } from "@fdhm/errors";
import { parse } from "yaml";
import { complaint } from "./complaint.ts";
import { sweepSchema, type SweepConfig } from "./sweep-schema.ts";

/**
 * Reads and checks a sweep.
 *
 * @param file - YAML or JSON.
 * @returns the sweep, with the path of its base as it is found from here.
 * @throws RangeError naming the file and every key at fault, with the nearest known key for an unknown one.
 */
export async function readSweep(file: string): Promise<SweepConfig> {
  let tree: unknown;
  try {
    tree = parse(await readFile(file, "utf8"), { merge: true });
  } catch (cause) {
    throw expected("a readable file of YAML", "sweep", cause, { file, cause });
  }
  const result = sweepSchema.safeParse(tree);
  if (!result.success)
    throw expected(
      "known keys with values in range",
      "sweep",
      complaint(result.error, sweepSchema),
      { file, cause: result.error },
    );
  return { ...result.data, base: resolve(dirname(file), result.data.base) };
}
