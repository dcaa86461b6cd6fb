import { Worker } from "node:worker_threads";
import {
  concatenatePacks,
  packFaces,
  type BrokenSample,
  type Dataset,
  type FacePack,
  type PackedDataset,
} from "@fdhm/datasets";
import { expected } from "@fdhm/errors";
import type { SourceConfig } from "../config/source.ts";
import type { Shard } from "../run/shard.ts";
import { shardOf } from "./shard-of.ts";
import type { PackMessage, PackTask } from "./pack-task.ts";

/** How a source is packed. */
export interface PackSourceOptions {
  /** Edge in px at which a face is kept. */
  readonly edge: number;
  /** Worker threads that share the work; the pack is the same for any number of them. */
  readonly threads: number;
  /** Part of the source that is packed; all of it where it is left out. */
  readonly shard?: Shard | undefined;
  /** Called with the number of faces done. */
  readonly onProgress?: (done: number) => void;
  /** Called with each face at fault, which is then left out; without it the first one is thrown. */
  readonly onBroken?: ((broken: BrokenSample) => void) | undefined;
}

/** Fewer faces than this are sooner packed than a thread is started. */
const FACES_WORTH_A_THREAD = 64;

/**
 * Reads or draws all faces of a source into a pack, on several cores; a source that is a pack already is taken as it is.
 *
 * @param whole - the source, opened.
 * @param source - what it was opened from: every thread opens it again.
 * @throws RangeError where a face cannot be read.
 */
export async function packSource(
  whole: Dataset,
  source: SourceConfig,
  { edge, threads, shard, onProgress, onBroken }: PackSourceOptions,
): Promise<FacePack> {
  if ("pack" in whole && shard === undefined)
    return (whole as PackedDataset).pack;
  const dataset = shardOf(whole, shard);
  const parts = Math.min(
    threads,
    Math.max(1, Math.floor(dataset.length / FACES_WORTH_A_THREAD)),
  );
  if (parts === 1)
    return packFaces(dataset, {
      edge,
      onBroken,
      onProgress: ({ done }) => onProgress?.(done),
    });
  const done = new Array<number>(parts).fill(0);
  const reports = new Array<readonly BrokenSample[]>(parts).fill([]);
  const workers: Worker[] = [];
  try {
    const packs = await Promise.all(
      done.map(
        (_, part) =>
          new Promise<FacePack | undefined>((resolve, reject) => {
            const skipBroken = onBroken !== undefined;
            const task: PackTask = {
              ...{ source, shard, edge, part, parts, skipBroken },
            };
            const worker = new Worker(
              new URL("./pack-worker.js", import.meta.url),
              { workerData: task },
            );
            workers.push(worker);
            worker.on("error", reject);
            worker.on("message", (message: PackMessage) => {
              if (message.kind === "progress") {
                done[part] = message.done;
                onProgress?.(done.reduce((sum, value) => sum + value, 0));
              } else {
                reports[part] = message.broken;
                resolve(message.pack);
              }
            });
          }),
      ),
    );
    for (const broken of reports.flat()) onBroken?.(broken);
    const sound = packs.filter((pack) => pack !== undefined);
    if (sound.length === 0)
      throw expected("at least one sound sample", dataset.name, "none");
    return concatenatePacks(sound, dataset.name);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
