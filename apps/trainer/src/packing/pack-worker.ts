/** Body of a packing thread: opens the source again and packs one part of it. */
import { parentPort, workerData } from "node:worker_threads";
import { packFaces, partOf, type BrokenSample } from "@fdhm/datasets";
import { shardOf } from "./shard-of.ts";
import { openSource } from "../faces/open-source.ts";
import type { PackMessage, PackTask } from "./pack-task.ts";

const { source, shard, edge, part, parts, skipBroken } = workerData as PackTask;
const tell = (message: PackMessage) => parentPort!.postMessage(message);

// What is at fault in the labels was told by whoever opened the source first.
const dataset = await openSource(
  source,
  skipBroken ? { onBroken: () => undefined } : {},
);
const own = partOf(shardOf(dataset, shard), part, parts);
const broken: BrokenSample[] = [];
try {
  const pack = await packFaces(own, {
    edge,
    onProgress: ({ done }) => tell({ kind: "progress", done }),
    ...(skipBroken && { onBroken: (sample) => broken.push(sample) }),
  });
  tell({ kind: "done", pack, broken });
} catch (error) {
  // A part may be broken throughout while others are sound.
  if (broken.length < own.length) throw error;
  tell({ kind: "done", broken });
}
