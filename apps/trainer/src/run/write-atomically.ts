import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { expected } from "@fdhm/errors";

/** Ending of a file that is not written to its end. */
export const PARTIAL = ".partial";

/**
 * Writes a file so that a reader sees the old content or the new one, never a half: beside it first, flushed, then renamed.
 *
 * @throws RangeError naming the file where it cannot be written (no room, no permission); what stood there stays.
 */
export async function writeAtomically(
  file: string,
  content: string | Uint8Array,
): Promise<void> {
  const beside = `${file}.${process.pid}${PARTIAL}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(beside, "w");
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw expected("a place that can be written", "output file", cause, {
      file,
      cause,
    });
  }
}
