/** Loads a model, runs it and prints the process's peak of resident memory in MiB: `node peak-memory-task.js RUNTIME [MODEL]`. */
import { readFile } from "node:fs/promises";
import { openModel } from "../models/open-model.ts";
import { Stage } from "../models/stage.ts";
import { openRuntime, type RuntimeName } from "../runtimes/runtime.ts";
import { FACE_BOXES, noiseFrame } from "./frame.ts";

/** Enough for a run time's memory to stop growing. */
const RUNS = 30;

const [name, path] = process.argv.slice(2);
const frame = noiseFrame();
if (path !== undefined) {
  const opened = await openRuntime(name as RuntimeName);
  if ("missing" in opened) throw new Error(opened.missing);
  const stage = await Stage.open(opened.runtime, await openModel(path));
  for (let i = 0; i < RUNS; i++)
    await stage.align(frame, FACE_BOXES[i % FACE_BOXES.length]!);
  await stage.release();
}
process.stdout.write(String(await peak()));

/** What `resourceUsage` tells on Linux includes what the parent held when it forked; `VmHWM` is this program's own. */
async function peak(): Promise<number> {
  const status = await readFile("/proc/self/status", "utf8").catch(() => "");
  const own = /^VmHWM:\s+(\d+) kB$/m.exec(status);
  return (own ? Number(own[1]) : process.resourceUsage().maxRSS) / 1024;
}
