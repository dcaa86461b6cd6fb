import {
  datasetOfPack,
  openBenchmark,
  openPtsFolder,
  openRenderedFaces,
  readPack,
  withJitteredBoxes,
  type Dataset,
  type OpenOptions,
} from "@fdhm/datasets";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import type { SourceConfig } from "../config/source.ts";

/** Seed of jittered boxes: tables are to be repeatable. */
const BOX_SEED = 1;

/**
 * Opens a set of faces that a configuration names.
 *
 * @throws RangeError where its folder is missing, empty or holds a broken label that `options` do not take; nothing has
 *   been trained by then.
 */
export async function openSource(
  source: SourceConfig,
  options: OpenOptions = {},
): Promise<Dataset> {
  const dataset = await openPlain(source, options);
  // A benchmark brings jittered boxes of its own.
  return source.boxes === "jittered" && source.kind !== "benchmark"
    ? withJitteredBoxes(dataset, { seed: BOX_SEED })
    : dataset;
}

async function openPlain(
  source: SourceConfig,
  options: OpenOptions,
): Promise<Dataset> {
  switch (source.kind) {
    case "rendered":
      return openRenderedFaces({
        model: await loadOpenFace(),
        count: source.count,
        seed: source.seed,
        size: source.size,
      });
    case "pts":
      return openPtsFolder(source.path, { ...options, recursive: true });
    case "benchmark":
      return openBenchmark(source.path, {
        ...options,
        role: source.role,
        labels: source.labels,
        box: source.boxes,
      });
    case "pack":
      return datasetOfPack(await readPack(source.path));
  }
}
