import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expected } from "@fdhm/errors";
import type { Decoding } from "@fdhm/landmarks";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { createNetwork, landmarkModel, type Network } from "@fdhm/networks";
import { resolveSteps } from "../config/resolve-steps.ts";
import { runConfigSchema, type RunConfig } from "../config/schema.ts";
import { networkChoice } from "../training/network-choice.ts";
import type { SharedState } from "../training/shared-state.ts";
import { startingWeights } from "../training/starting-weights.ts";
import { initialState } from "../training/training-state.ts";
import { Checkpoints } from "./checkpoints.ts";
import { readRunDecoding } from "./run-decoding.ts";

/** A run as it lies in its directory. */
export interface LoadedRun {
  /** What it depends on. */
  readonly config: RunConfig;
  /** What a model file of it carries. */
  readonly decoding: Decoding;
  /** What it trains. */
  readonly network: Network;
  /** As the checkpoint left it; random where there is none. */
  readonly state: SharedState;
  /** Steps that are done; 0 where there is no checkpoint. */
  readonly step: number;
}

/**
 * Reads the configuration of a run.
 *
 * @param folder - run directory.
 * @throws RangeError where it is none.
 */
export async function loadRunConfig(folder: string): Promise<RunConfig> {
  const file = join(folder, "config.json");
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile())
    throw expected("a run directory with a config.json", "run", folder);
  const kept = runConfigSchema.parse(JSON.parse(await readFile(file, "utf8")));
  // A run keeps its length in steps: there is nothing left to resolve.
  return resolveSteps(kept, NaN);
}

/**
 * Reads a run and one of its checkpoints, also while it goes on.
 *
 * @param folder - run directory.
 * @throws RangeError where it is none, or its checkpoints are at fault.
 */
export async function loadRun(
  folder: string,
  checkpoint: "best" | "newest",
): Promise<LoadedRun> {
  const config = await loadRunConfig(folder);
  const decoding = await readRunDecoding(folder);
  const network = createNetwork(
    networkChoice(config.network, {
      meanFace: decoding.meanFace,
      model: landmarkModel(await loadOpenFace()),
    }),
  );
  const state = initialState(
    1,
    network.layout,
    await startingWeights(network, config.seed, undefined),
  );
  const checkpoints = new Checkpoints(
    join(folder, "checkpoints"),
    network,
    config.training.keepCheckpoints,
  );
  const step = await checkpoints.restore(state, checkpoint);
  return { config, decoding, network, state, step };
}
