import { availableParallelism, cpus, totalmem } from "node:os";

/** What a training runs on. */
export interface Machine {
  /** The processor, as it calls itself. */
  readonly processor: string;
  /** Cores that this process may use. */
  readonly cores: number;
  /** Memory of the whole machine, GiB. */
  readonly memory: number;
  /** System and architecture. */
  readonly system: string;
  /** Version of Node. */
  readonly node: string;
}

/** The machine that this process runs on; nothing that tells whose it is. */
export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memory: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}
