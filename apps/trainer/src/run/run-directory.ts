import { appendFile, mkdir, readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expected } from "@fdhm/errors";
import type { RunConfig } from "../config/schema.ts";
import { firstDifference } from "./first-difference.ts";
import { LOCK_NAME, RunLock } from "./run-lock.ts";
import { writeAtomically } from "./write-atomically.ts";

/** A folder that holds one run: `config.json`, `metrics.jsonl`, `checkpoints/` and what the end of the run writes. */
export class RunDirectory {
  /** Path of the folder. */
  readonly path: string;

  readonly #lock: RunLock;

  private constructor(path: string, lock: RunLock) {
    this.path = path;
    this.#lock = lock;
  }

  /**
   * Opens the folder for a configuration: makes it, or continues it where it holds the same configuration.
   *
   * @throws RangeError where the folder holds another run (the first difference is told), something that is no run, or a
   *   run that another process is working on.
   */
  static async open(path: string, config: RunConfig): Promise<RunDirectory> {
    try {
      await mkdir(path, { recursive: true });
    } catch (cause) {
      throw expected("a folder that can be made", "run directory", cause, {
        file: path,
        cause,
      });
    }
    const run = new RunDirectory(path, await RunLock.take(path));
    try {
      const file = run.file("config.json");
      const known = (await readdir(path)).filter(
        (name) => !name.startsWith(LOCK_NAME),
      );
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
    await this.#lock.release();
  }
}
