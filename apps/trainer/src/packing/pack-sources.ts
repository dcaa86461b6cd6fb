import type { BrokenSample, Dataset, FacePack } from "@fdhm/datasets";
import type { SourceConfig } from "../config/source.ts";
import { startProgress } from "../run/progress.ts";
import { labelWeights } from "../training/label-weights.ts";
import type { Shard } from "../run/shard.ts";
import { packSource } from "./pack-source.ts";
import { shardOf } from "./shard-of.ts";

/** Faces in memory with the share of the batches that they make up. */
export interface WeightedPack {
  /** The faces, in memory that all threads see. */
  readonly pack: FacePack;
  /** Relative to the other packs. */
  readonly weight: number;
  /** What each of the 204 coordinates is worth in the loss; 1 if not given. */
  readonly labelWeights?: Float32Array | undefined;
}

/**
 * Decodes or renders every face once and keeps it in memory.
 *
 * @param datasets - opened, one for each source.
 * @param sources - what the configuration says of them.
 * @param edge - edge in px at which a face is kept.
 * @param threads - worker threads that share the work.
 * @throws RangeError where a face cannot be read.
 */
export async function packSources(
  datasets: readonly Dataset[],
  sources: readonly SourceConfig[],
  edge: number,
  threads: number,
): Promise<WeightedPack[]> {
  const packs: WeightedPack[] = [];
  for (const [i, dataset] of datasets.entries()) {
    const source = sources[i]!;
    const pack = await packWithProgress(dataset, source, edge, threads);
    packs.push({
      pack,
      weight: source.weight ?? pack.count,
      labelWeights: labelWeights(source),
    });
  }
  return packs;
}

/**
 * Packs one source and shows how far it is.
 *
 * @param onBroken - called with each face at fault, which is then left out; without it the first one is thrown.
 * @param shard - part of the source that is packed; all of it where it is left out.
 */
export async function packWithProgress(
  dataset: Dataset,
  source: SourceConfig,
  edge: number,
  threads: number,
  onBroken?: (broken: BrokenSample) => void,
  shard?: Shard,
): Promise<FacePack> {
  const progress = startProgress(
    `Packing ${dataset.name}`,
    shardOf(dataset, shard).length,
    "faces",
  );
  try {
    return await packSource(dataset, source, {
      edge,
      threads,
      shard,
      onProgress: (done) => progress.update(done),
      onBroken,
    });
  } finally {
    progress.stop();
  }
}
