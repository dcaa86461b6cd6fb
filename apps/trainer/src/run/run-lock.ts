import {
  mkdir,
  open,
  readFile,
  rm,
  rmdir,
  stat,
  writeFile,
} from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expected } from "@fdhm/errors";

/** Name of the lock in a run directory. */
export const LOCK_NAME = "run.lock";

/** Who works on a run. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, as its system counts; tells it from a later one of the same number, such as 1 in a container. */
  readonly began: string;
}

/** How often a lock is touched, ms. */
const TOUCH_EVERY = 15_000;
/** A lock of another machine that was not touched for so long is a dead process's, ms. */
const DEAD_AFTER = 4 * TOUCH_EVERY;

/** Keeps a run directory to one process, on one machine or on several that share the folder. */
export class RunLock {
  readonly #file: string;
  readonly #touching: NodeJS.Timeout;

  private constructor(file: string, content: string) {
    this.#file = file;
    // Written, not given a time: the disk's clock is the one that counts.
    this.#touching = setInterval(() => {
      writeFile(file, content, { flag: "r+" }).catch(() => undefined);
    }, TOUCH_EVERY);
    this.#touching.unref();
  }

  /**
   * Takes the lock; that of a process that is dead is taken over.
   *
   * @param folder - run directory.
   * @throws RangeError where a living process has it, or the folder cannot be written.
   */
  static async take(folder: string): Promise<RunLock> {
    const file = join(folder, LOCK_NAME);
    const holder: Holder = {
      pid: process.pid,
      host: hostname(),
      began: (await beginningOf(process.pid)) ?? "",
    };
    const content = JSON.stringify(holder);
    for (;;) {
      try {
        const handle = await open(file, "wx");
        await handle.writeFile(content);
        await handle.close();
        return new RunLock(file, content);
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
      const living = await holderOf(folder);
      if (living !== undefined)
        throw expected(
          "a run that no other process works on",
          "run directory",
          new Error(living),
          { file },
        );
      await removeDead(folder); // Left behind by a process that was killed.
    }
  }

  /** Gives the lock back. */
  async release(): Promise<void> {
    clearInterval(this.#touching);
    await rm(this.#file, { force: true });
  }
}

/**
 * Who works on a run, in words; undefined where nobody does.
 *
 * @param folder - run directory.
 */
export async function holderOf(folder: string): Promise<string | undefined> {
  const file = join(folder, LOCK_NAME);
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) return undefined;
  const holder = parseHolder(await readFile(file, "utf8").catch(() => ""));
  if (holder === undefined)
    // Just made and not yet written, or cut.
    return (await ageOf(file, folder)) < DEAD_AFTER
      ? "a process that is just beginning"
      : undefined;
  const { pid, host, began } = holder;
  const words = `process ${pid} of ${host}`;
  if (host === hostname()) {
    const beginning = await beginningOf(pid);
    return beginning !== undefined && beginning === began ? words : undefined;
  }
  return (await ageOf(file, folder)) < DEAD_AFTER ? words : undefined;
}

/**
 * Removes a dead process's lock. One process at a time looks and removes: another that found the same dead lock would else
 * remove the one that the first has taken since.
 */
async function removeDead(folder: string): Promise<void> {
  const file = join(folder, LOCK_NAME);
  const turn = `${file}.turn`;
  try {
    await mkdir(turn);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    // Whoever has its turn needs milliseconds; one that died within them is waited for no longer than its lock.
    if ((await ageOf(turn, folder)) > DEAD_AFTER)
      await rmdir(turn).catch(() => undefined);
    else await wait(20);
    return;
  }
  try {
    if ((await holderOf(folder)) === undefined) await rm(file, { force: true });
  } finally {
    await rmdir(turn);
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    const { pid, host, began } = JSON.parse(text) as Partial<Holder>;
    return typeof pid === "number" &&
      typeof host === "string" &&
      typeof began === "string"
      ? { pid, host, began }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Makes names of probes differ. */
let probes = 0;

/** How long ago a file was touched, by the clock of the disk that it lies on: clocks of machines may differ. */
async function ageOf(file: string, folder: string): Promise<number> {
  const probe = join(
    folder,
    `${LOCK_NAME}.${hostname()}.${process.pid}.${probes++}`,
  );
  try {
    await writeFile(probe, "");
    const [now, then] = await Promise.all([stat(probe), stat(file)]);
    return now.mtimeMs - then.mtimeMs;
  } catch {
    return 0; // Who cannot write here takes over nothing.
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

/** When a process of this machine began; where the system does not tell, the same for every living one. */
async function beginningOf(pid: number): Promise<string | undefined> {
  try {
    // Field 22 of proc(5); the name in field 2 may hold spaces, but ends with the last bracket.
    const text = await readFile(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return isRunning(pid) ? "running" : undefined;
  }
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
