import {
  appendFile,
  mkdir,
  open,
  readFile,
  readdir,
  rm,
} from "node:fs/promises";
import { join } from "node:path";
import { expected } from "@fdhm/errors";
import type { RunConfig } from "../config/schema.ts";
import { writeAtomically } from "./write-atomically.ts";

/** The first place in which two configurations differ, as `path: before -> now`. */
function firstDifference(
  before: unknown,
  now: unknown,
  path = "",
): string | undefined {
  if (Object.is(before, now)) return undefined;
  if (
    typeof before === "object" &&
    typeof now === "object" &&
    before !== null &&
    now !== null
  ) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(now)])) {
      const found = firstDifference(
        (before as Record<string, unknown>)[key],
        (now as Record<string, unknown>)[key],
        path === "" ? key : `${path}.${key}`,
      );
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return `${path}: ${JSON.stringify(before)} -> ${JSON.stringify(now)}`;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process exists but belongs to someone else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A folder that holds one run: `config.json`, `metrics.jsonl`, `checkpoints/` and what the end of the run writes. */
export class RunDirectory {
  /** Path of the folder. */
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /**
   * Opens the folder for a configuration: makes it, or continues it where it holds the same configuration.
   *
   * @throws RangeError where the folder holds another run (the first difference is told), something that is no run, or a
   *   run that another process is working on.
   */
  static async open(path: string, config: RunConfig): Promise<RunDirectory> {
    const run = new RunDirectory(path);
    try {
      await mkdir(path, { recursive: true });
    } catch (cause) {
      throw expected("a folder that can be made", "run directory", cause, {
        file: path,
        cause,
      });
    }
    await run.#lock();
    try {
      const file = run.file("config.json");
      const known = (await readdir(path)).filter((name) => name !== "run.lock");
      if (known.includes("config.json")) {
        const before: unknown = JSON.parse(await readFile(file, "utf8"));
        const difference = firstDifference(
          before,
          JSON.parse(JSON.stringify(config)),
        );
        if (difference !== undefined)
          throw expected(
            "the configuration it was begun with (choose another name for a new run)",
            "run directory",
            new Error(difference),
            { file },
          );
      } else if (known.length > 0) {
        throw expected("an empty folder or a run", "run directory", known, {
          file: path,
        });
      } else {
        await writeAtomically(file, `${JSON.stringify(config, null, 2)}\n`);
      }
    } catch (error) {
      await run.close();
      throw error;
    }
    return run;
  }

  /** Path of a file in the folder. */
  file(...names: string[]): string {
    return join(this.path, ...names);
  }

  /**
   * Adds a line to `metrics.jsonl`.
   *
   * @throws RangeError naming the file where it cannot be written.
   */
  async log(entry: Readonly<Record<string, unknown>>): Promise<void> {
    const file = this.file("metrics.jsonl");
    try {
      await appendFile(file, `${JSON.stringify(entry)}\n`);
    } catch (cause) {
      throw expected("a place that can be written", "metrics", cause, {
        file,
        cause,
      });
    }
  }

  /** Forgets the metrics of steps after `step`, which a continued run takes again. */
  async rewindLog(step: number): Promise<void> {
    const file = this.file("metrics.jsonl");
    const text = await readFile(file, "utf8").catch(() => "");
    const kept = text.split("\n").filter((line) => {
      try {
        return (JSON.parse(line) as { step: number }).step <= step;
      } catch {
        return false; // A line cut short by a kill is taken again as well.
      }
    });
    await writeAtomically(file, kept.map((line) => `${line}\n`).join(""));
  }

  /** Lets other processes work on the folder. */
  async close(): Promise<void> {
    await rm(this.file("run.lock"), { force: true });
  }

  async #lock(): Promise<void> {
    const file = this.file("run.lock");
    for (;;) {
      try {
        const handle = await open(file, "wx");
        await handle.writeFile(String(process.pid));
        await handle.close();
        return;
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code !== "EEXIST")
          throw expected(
            "a folder that can be written",
            "run directory",
            cause,
            {
              file,
              cause,
            },
          );
      }
      const pid = Number(await readFile(file, "utf8").catch(() => ""));
      if (pid > 0 && isRunning(pid))
        throw expected(
          "a run that no other process works on",
          "run directory",
          `process ${pid}`,
          { file },
        );
      await rm(file, { force: true }); // Left behind by a process that was killed.
    }
  }
}
