/** Tries the backends that it is told, and prints a line of JSON about each until one works. */
import { writeSync } from "node:fs";
import type { BackendName } from "./backend.ts";
import { tryBackends } from "./try-backends.ts";

const names = process.argv.slice(2) as BackendName[];
for await (const trial of tryBackends(names)) {
  // Written at once: whatever ends this process later leaves it.
  writeSync(1, `${JSON.stringify(trial)}\n`);
  if (!("reason" in trial) && !trial.emulated) break;
}
// Not every backend lets Node exit by itself.
process.exit();
