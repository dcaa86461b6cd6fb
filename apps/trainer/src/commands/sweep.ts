import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { expected } from "@fdhm/errors";
import type { BackendName } from "../backends/backend.ts";
import { readConfig } from "../config/read-config.ts";
import { readSweep } from "../config/read-sweep.ts";
import type { AskedConfig } from "../config/schema.ts";
import { firstDifference } from "../run/first-difference.ts";
import { loadRunConfig } from "../run/load-run.ts";
import { holderOf } from "../run/run-lock.ts";
import { isInShard, parseShard } from "../run/shard.ts";
import { writeAtomically } from "../run/write-atomically.ts";
import { FAILURE_NAME, readPoint } from "../sweep/read-point.ts";
import { sweepPoints, type SweepPoint } from "../sweep/sweep-points.ts";
import { writeSweep } from "../sweep/write-sweep.ts";
import { train } from "./train.ts";

/** What `sweep` is asked for. */
export interface SweepOptions {
  /** Where run directories are kept; those of the sweep in a folder of its name. */
  readonly runs: string;
  /** `i/n`: which of its runs are trained here. */
  readonly shard?: string;
  /** Whether nothing is trained, only compared. */
  readonly table?: boolean;
  /** What computes; for each run the first that works if not given. */
  readonly backend?: BackendName | "auto";
}

/** How a sweep ended. */
export type SweepOutcome = "done" | "failed" | "interrupted";

/**
 * Trains the runs of a sweep one after the other, goes on with those that were stopped and passes over those that are
 * finished; compares them all after each. A run that fails does not keep the others from being trained.
 *
 * @param file - of the sweep.
 * @returns `"failed"` where a run did; `"interrupted"` after Ctrl-C.
 * @throws RangeError where the sweep or the configuration of one of its runs is at fault, before the first is trained.
 */
export async function sweep(
  file: string,
  { runs, shard, table = false, backend = "auto" }: SweepOptions,
): Promise<SweepOutcome> {
  const { name, base, ...what } = await readSweep(file);
  const own = shard === undefined ? { part: 0, parts: 1 } : parseShard(shard);
  const points = sweepPoints({ name, base, ...what });
  const folder = join(runs, name);
  const configs = await Promise.all(
    points.map((point) => configOf(base, point)),
  );
  let outcome: SweepOutcome = "done";
  for (const [i, point] of points.entries()) {
    if (table || !isInShard(own, i)) continue;
    const run = join(folder, point.name);
    const asked = configs[i]!;
    const before = await stateBefore(folder, point, asked);
    process.stderr.write(
      `${i + 1}/${points.length} ${point.name}: ${before}\n`,
    );
    if (before !== "to be trained") continue;
    try {
      await rm(join(run, FAILURE_NAME), { force: true });
      if (!(await train(asked, folder, { backend }))) return "interrupted";
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      process.stderr.write(`${point.name}: ${error.message}\n`);
      outcome = "failed";
      // Where the run directory is another run's nothing is written into it.
      if (await stat(join(run, "checkpoints")).catch(() => undefined))
        await writeAtomically(join(run, FAILURE_NAME), `${error.message}\n`);
    }
    await writeSweep(name, folder, points);
  }
  const text = await writeSweep(name, folder, points);
  process.stdout.write(
    `\n${text}\ntable  ${join(folder, "sweep.md")}\npage   ${join(folder, "sweep.html")}\n`,
  );
  return outcome;
}

function configOf(
  base: string,
  { name, settings }: SweepPoint,
): Promise<AskedConfig> {
  const assignments = Object.entries(settings).map(
    ([key, value]) => `${key}=${JSON.stringify(value)}`,
  );
  return readConfig(base, [...assignments, `name=${name}`]);
}

/**
 * What there is to do for a run.
 *
 * @throws RangeError where a finished run of this name was another.
 */
async function stateBefore(
  folder: string,
  point: SweepPoint,
  asked: AskedConfig,
): Promise<string> {
  const run = join(folder, point.name);
  const holder = await holderOf(run);
  if (holder !== undefined) return `left to ${holder}`;
  const { finished } = await readPoint(folder, point);
  if (!finished) return "to be trained";
  const kept = await loadRunConfig(run);
  const { epochs, ...training } = asked.training;
  // How many steps epochs come to is known once the sources are open; that alone is no reason to open them.
  const steps = epochs === undefined ? training.steps : kept.training.steps;
  const difference = firstDifference(
    JSON.parse(JSON.stringify(kept)),
    JSON.parse(JSON.stringify({ ...asked, training: { ...training, steps } })),
  );
  if (difference !== undefined)
    throw expected(
      "the configuration it was begun with (choose another name for a new sweep)",
      "run directory",
      new Error(difference),
      { file: run },
    );
  return "finished already";
}
