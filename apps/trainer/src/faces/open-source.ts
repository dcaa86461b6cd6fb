import {
  openBenchmark,
  openPtsFolder,
  openRenderedFaces,
  type Dataset,
} from "@fdhm/datasets";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import type { SourceConfig } from "../config/schema.ts";

/**
 * Opens a set of faces that a configuration names.
 *
 * @throws RangeError where its folder is missing, empty or holds a broken label; nothing has been trained by then.
 */
export async function openSource(source: SourceConfig): Promise<Dataset> {
  switch (source.kind) {
    case "rendered":
      return openRenderedFaces({
        model: await loadOpenFace(),
        count: source.count,
        seed: source.seed,
        size: source.size,
      });
    case "pts":
      return openPtsFolder(source.path, { recursive: true });
    case "benchmark":
      return openBenchmark(source.path, { role: source.role });
  }
}
