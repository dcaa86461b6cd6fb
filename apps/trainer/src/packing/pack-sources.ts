import { packFaces, type Dataset, type FacePack } from "@fdhm/datasets";
import type { SourceConfig } from "../config/source.ts";
import { startProgress } from "../run/progress.ts";

/** Faces in memory with the share of the batches that they make up. */
export interface WeightedPack {
  /** The faces, in memory that all threads see. */
  readonly pack: FacePack;
  /** Relative to the other packs. */
  readonly weight: number;
}

/**
 * Decodes or renders every face once and keeps it in memory.
 *
 * @param datasets - opened, one for each source.
 * @param sources - what the configuration says of them.
 * @param edge - edge in px at which a face is kept.
 */
export async function packSources(
  datasets: readonly Dataset[],
  sources: readonly SourceConfig[],
  edge: number,
): Promise<WeightedPack[]> {
  const packs: WeightedPack[] = [];
  for (const [i, dataset] of datasets.entries()) {
    const progress = startProgress(
      `Packing ${dataset.name}`,
      dataset.length,
      "faces",
    );
    const pack = await packFaces(dataset, {
      edge,
      onProgress: ({ done }) => progress.update(done),
    });
    progress.stop();
    packs.push({ pack, weight: sources[i]!.weight ?? dataset.length });
  }
  return packs;
}
