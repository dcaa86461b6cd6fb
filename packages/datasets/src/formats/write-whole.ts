import { rename, rm, writeFile } from "node:fs/promises";
import { expected } from "@fdhm/errors";

/**
 * Writes a file beside its place and renames it, so that a stop half-way leaves no half of it and what stood there stays.
 *
 * @throws RangeError naming the file where it cannot be written.
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
): Promise<void> {
  const beside = `${path}.part`;
  try {
    await writeFile(beside, content);
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw expected("a place that can be written", "file", cause, {
      file: path,
      cause,
    });
  }
}
