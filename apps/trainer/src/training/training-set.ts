import { packFaces, type FacePack } from "@fdhm/datasets";
import type { SourceConfig } from "../config/schema.ts";
import { openSource } from "../faces/open-source.ts";
import { startProgress } from "../run/progress.ts";

/** Faces in memory with the share of the batches that they make up. */
export interface WeightedPack {
  /** The faces, in memory that all threads see. */
  readonly pack: FacePack;
  /** Relative to the other packs. */
  readonly weight: number;
}

/**
 * Decodes or renders every face of the sources once and keeps them in memory.
 *
 * All sources are opened before the first is decoded, so that a wrong path is told at once.
 *
 * @param edge - edge in px at which a face is kept.
 */
export async function packSources(
  sources: readonly SourceConfig[],
  edge: number,
): Promise<WeightedPack[]> {
  const datasets = await Promise.all(sources.map(openSource));
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
