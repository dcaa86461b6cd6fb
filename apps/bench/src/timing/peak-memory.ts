import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expected } from "@fdhm/errors";
import type { RuntimeName } from "../runtimes/runtime.ts";

const TASK = fileURLToPath(new URL("./peak-memory-task.js", import.meta.url));

/**
 * The most memory that a process of its own held while it loaded a model and ran it on a frame, Node itself included.
 *
 * @param path - of the ONNX file; undefined for Node with the frame alone.
 * @returns MiB of resident memory.
 * @throws RangeError where the process fails.
 */
export function peakMemory(
  runtime: RuntimeName,
  path: string | undefined,
): Promise<number> {
  const args = [TASK, runtime, ...(path === undefined ? [] : [path])];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, (error, stdout, stderr) => {
      const peak = Number(stdout);
      if (error || !(peak > 0))
        reject(
          expected(
            "a process that tells its memory",
            "peak memory",
            stderr.trim() || (error ?? stdout),
            { file: path, cause: error },
          ),
        );
      else resolve(peak);
    });
  });
}
