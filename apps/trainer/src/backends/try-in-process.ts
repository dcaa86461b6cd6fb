import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { BackendName } from "./backend.ts";
import type { Trial } from "./choose-backend.ts";

const PROGRAM = fileURLToPath(new URL("./try-program.js", import.meta.url));

/**
 * Tries backends in a process of its own: native libraries print what they like and, with a broken driver, end their process. What
 * they hold is given back before the training starts.
 */
export async function* tryInProcess(
  names: readonly BackendName[],
): AsyncGenerator<Trial> {
  let rest = names;
  while (rest.length > 0) {
    const { trials, ended } = await run(rest);
    yield* trials;
    rest = rest.slice(trials.length);
    const [name] = rest;
    if (name === undefined) return;
    yield { name, reason: `its trial ended with ${ended}` };
    rest = rest.slice(1);
  }
}

function run(
  names: readonly BackendName[],
): Promise<{ readonly trials: readonly Trial[]; readonly ended: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [PROGRAM, ...names], (error, stdout) => {
      const trials = stdout
        .split("\n")
        .filter((line) => line.startsWith("{"))
        .map((line) => JSON.parse(line) as Trial);
      resolve({ trials, ended: String(error?.signal ?? error?.code ?? 0) });
    });
  });
}
