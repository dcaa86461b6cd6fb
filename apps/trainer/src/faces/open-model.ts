import { readFile } from "node:fs/promises";
import { expected } from "@fdhm/errors";
import { readMorphableModel, type MorphableModel } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";

/**
 * Opens the morphable model that a configuration names.
 *
 * @param name - `open-face`, or the path of a file in the project's compact format.
 * @throws RangeError naming the file where it is missing or no model.
 */
export async function openModel(name: string): Promise<MorphableModel> {
  if (name === "open-face") return loadOpenFace();
  const bytes = await readFile(name).catch((cause: unknown) => {
    throw expected("a readable file", "model", cause, { file: name, cause });
  });
  return readMorphableModel(bytes, name);
}
