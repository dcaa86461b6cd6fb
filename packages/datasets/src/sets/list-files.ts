import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { expected } from "@fdhm/errors";

/**
 * Paths of all files in a folder, relative to it, sorted by their characters' codes (the same on every machine). Hidden files,
 * which begin with a dot as the companions that macOS packs do, are passed over.
 *
 * @param path - the folder.
 * @param recursive - whether folders inside it are searched too.
 * @throws RangeError where there is no such folder, or it cannot be read.
 */
export async function listFiles(
  path: string,
  recursive = false,
): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true, recursive });
    return entries
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith("."))
      .map((entry) => relative(path, join(entry.parentPath, entry.name)))
      .sort((a, b) => (a < b ? -1 : 1));
  } catch (cause) {
    throw expected("a readable folder", "data set", cause, {
      file: path,
      cause,
    });
  }
}
