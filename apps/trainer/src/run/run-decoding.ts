import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expected } from "@fdhm/errors";
import {
  parseDecoding,
  stringifyDecoding,
  type Decoding,
} from "@fdhm/landmarks";
import { writeAtomically } from "./write-atomically.ts";

const fileIn = (folder: string) => join(folder, "decoding.json");

/**
 * Reads the decoding that a run was begun with. It holds the mean face whose heat map the network was trained on: a run
 * goes on and is exported with it even where the embedded face model has changed since.
 *
 * @param folder - run directory.
 * @throws RangeError where the file is missing or broken.
 */
export async function readRunDecoding(folder: string): Promise<Decoding> {
  const file = fileIn(folder);
  let json: string;
  try {
    json = await readFile(file, "utf8");
  } catch (cause) {
    throw expected("a readable file", "decoding of the run", cause, {
      file,
      cause,
    });
  }
  return parseDecoding(json, file);
}

/**
 * The decoding of a run: the one it was begun with, or `fresh` for a run that begins.
 *
 * @param folder - run directory.
 * @throws RangeError where there is one but it is broken.
 */
export async function keepRunDecoding(
  folder: string,
  fresh: Decoding,
): Promise<Decoding> {
  const begun = await stat(fileIn(folder)).catch(() => undefined);
  if (begun !== undefined) return readRunDecoding(folder);
  await writeAtomically(fileIn(folder), stringifyDecoding(fresh));
  return fresh;
}
