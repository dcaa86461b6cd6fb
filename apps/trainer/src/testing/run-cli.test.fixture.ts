import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The built program, as people run it: nx builds it before the tests. */
export const CLI = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** How a call of the program ended. */
export interface Outcome {
  /** Exit status. */
  readonly code: number;
  /** What it printed. */
  readonly stdout: string;
  /** What it complained of. */
  readonly stderr: string;
}

/** Runs the program in a folder. */
export function runCli(folder: string, ...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [CLI, ...args],
      // Jest's own copy, which a test may have changed.
      { cwd: folder, env: process.env },
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
      },
    );
  });
}
