import {
  datasetOfPack,
  joinDatasets,
  open300wLp,
  openAflw2000,
  openBenchmark,
  openFaceSynthetics,
  openFaceTable,
  openLs3dW,
  openMerlRav,
  openProfiledFaces,
  openPtsFolder,
  openRenderedFaces,
  readPack,
  withConvention,
  withFittedJaw,
  withJitteredBoxes,
  type Dataset,
  type OpenOptions,
  type PoseLimits,
} from "@fdhm/datasets";
import type { SourceConfig, SourceOf } from "../config/source.ts";
import { openConvention } from "./open-convention.ts";
import { openModel } from "./open-model.ts";

/** Seed of jittered boxes: tables are to be repeatable. */
const BOX_SEED = 1;

const DEGREE = Math.PI / 180;

/** How each kind is opened. */
const OPENERS: {
  readonly [K in SourceConfig["kind"]]: (
    source: SourceOf<K>,
    options: OpenOptions,
  ) => Promise<Dataset>;
} = {
  rendered: async ({ model, count, seed, size, poses, accessories }) =>
    openRenderedFaces({
      model: await openModel(model),
      ...{ count, seed, size },
      poses: inRadians(poses),
      accessories: given(accessories),
    }),
  pts: ({ path }, options) =>
    openPtsFolder(path, { ...options, recursive: true }),
  benchmark: ({ path, role, labels, boxes }, options) =>
    openBenchmark(path, { ...options, role, labels, box: boxes }),
  "300w-lp": ({ path, subsets, flips, points, split }, options) =>
    open300wLp(path, {
      ...options,
      ...given({ subsets }),
      ...{ flips, points, split },
    }),
  "aflw2000-3d": ({ path, reannotated, yaws }, options) =>
    openAflw2000(path, { ...options, ...given({ reannotated, yaws }) }),
  "ls3d-w": ({ path, parts }, options) =>
    openLs3dW(path, { ...options, ...given({ parts }) }),
  "face-synthetics": ({ path }, options) => openFaceSynthetics(path, options),
  "merl-rav": ({ path, pictures, split }, options) =>
    openMerlRav(path, { ...options, ...given({ pictures }), split }),
  table: ({ path }, options) => openFaceTable(path, options),
  pack: async ({ path }) => datasetOfPack(await readPack(path)),
  profiled: async ({ of, model, nod, ...source }, options) => {
    const { seed, turns, size, accepted } = source;
    return openProfiledFaces({
      ...options,
      faces: await openAll(of, options),
      model: await openModel(model),
      ...{ seed, turns, size, nod: nod * DEGREE, accepted },
    });
  },
  fitted: async ({ of, model, marked, accepted }, options) =>
    withFittedJaw(await openAll(of, options), await openModel(model), {
      ...options,
      ...{ marked, accepted },
    }),
};

async function openAll(
  sources: readonly SourceConfig[],
  options: OpenOptions,
): Promise<Dataset> {
  return joinDatasets(
    await Promise.all(sources.map((source) => openSource(source, options))),
  );
}

/** Without the keys that a configuration left out. */
function given<T extends object>(
  keys: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(keys).filter(([, value]) => value !== undefined),
  ) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function inRadians(angles: SourceOf<"rendered">["poses"]): Partial<PoseLimits> {
  return Object.fromEntries(
    Object.entries(given(angles)).map(([angle, most]) => [
      angle,
      most * DEGREE,
    ]),
  );
}

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
  const open = OPENERS[source.kind] as (
    source: SourceConfig,
    options: OpenOptions,
  ) => Promise<Dataset>;
  const opened = await open(source, options);
  const dataset = source.convention
    ? withConvention(opened, await openConvention(source.convention))
    : opened;
  // A benchmark brings jittered boxes of its own.
  return source.boxes === "jittered" && source.kind !== "benchmark"
    ? withJitteredBoxes(dataset, { seed: BOX_SEED })
    : dataset;
}
