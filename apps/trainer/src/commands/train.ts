import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Dataset } from "@fdhm/datasets";
import { expected } from "@fdhm/errors";
import { createFastDhm, exportOnnx } from "@fdhm/networks";
import { loadOpenFace } from "@fdhm/morphable-model";
import type { RunConfig } from "../config/schema.ts";
import { decodingOf, NORMALISATION } from "../faces/decoding.ts";
import { meanFace } from "../faces/mean-face.ts";
import { openSource } from "../faces/open-source.ts";
import { Checkpoints } from "../run/checkpoints.ts";
import { startProgress } from "../run/progress.ts";
import { keepRunDecoding } from "../run/run-decoding.ts";
import { RunDirectory } from "../run/run-directory.ts";
import { augmentation } from "../training/augmentation.ts";
import { networkConfig } from "../training/network-config.ts";
import { Replicas } from "../training/replicas.ts";
import { trainNetwork } from "../training/train-network.ts";
import { packSources } from "../training/training-set.ts";
import { initialState } from "../training/training-state.ts";
import { keepInMemory } from "../training/validate.ts";
import { finishRun } from "./finish-run.ts";

/**
 * Trains a network as a configuration tells, or goes on where the run's directory left off; then exports, measures and
 * draws it.
 *
 * @param folder - holds the run directories.
 * @returns whether the training came to its end; false after Ctrl-C.
 * @throws RangeError where the configuration, a data set or the run directory is at fault, before the first step.
 */
export async function train(
  config: RunConfig,
  folder: string,
): Promise<boolean> {
  if (config.training.batchSize % config.training.workers !== 0)
    throw expected(
      `a multiple of training.workers (${config.training.workers})`,
      "training.batchSize",
      config.training.batchSize,
    );
  const face = meanFace(await loadOpenFace());
  const wanted = networkConfig(config.network, face.landmarks);
  const { inputSize } = createFastDhm(wanted);
  // Everything that can be at fault is opened before anything is written or computed.
  const { data } = config;
  const trained = await Promise.all(data.train.map(openSource));
  const validation = await Promise.all(data.validation.map(openSource));
  const test = await openSource(data.test);
  const run = await RunDirectory.open(join(folder, config.name), config);
  try {
    const decoding = await keepRunDecoding(
      run.path,
      decodingOf(config.network.preset, inputSize, face),
    );
    const shape = { ...wanted, meanFace: decoding.meanFace };
    const network = createFastDhm(shape);
    const state = initialState(
      config.training.workers,
      network.layout,
      config.seed,
    );
    const checkpoints = new Checkpoints(
      run.file("checkpoints"),
      network,
      config.training.keepCheckpoints,
    );
    const begun = await checkpoints.restore(state);
    await run.rewindLog(begun);
    const exportModel = () => exportOnnx(network, state.averaged, decoding);
    const done =
      begun < config.training.steps
        ? await trainFrom(begun)
        : config.training.steps;
    if (done < config.training.steps) {
      process.stderr.write(
        `Stopped after ${done} of ${config.training.steps} steps, saved in ${run.path}; the same command goes on.\n`,
      );
      return false;
    }
    await finishRun({ run, test, model: exportModel() });
    return true;

    async function trainFrom(from: number): Promise<number> {
      const packs = await packSources(trained, data.train, data.packEdge);
      const kept: Dataset[] = await Promise.all(validation.map(keepInMemory));
      const { optimiser, loss, batchSize, steps } = config.training;
      const replicas = await Replicas.start({
        shared: state,
        network: shape,
        packs,
        augmentation: augmentation(config.augmentation),
        normalisation: NORMALISATION,
        seed: config.seed,
        batchSize,
        schedule: { ...optimiser, steps },
        weightDecay: optimiser.weightDecay,
        averaging: optimiser.averaging,
        loss: { landmarks: loss.landmarks, scoreWeight: loss.score },
      });
      process.stderr.write(
        `${describe(config, network.layout.trainable, network.macs)}; ${replicas.simd ? "SIMD kernels" : "composed kernels (slower: no SIMD here)"}\n`,
      );
      const progress = startProgress("Training", steps, "steps", from);
      const stop = interruptible(replicas, (line) => progress.say(line));
      try {
        return await trainNetwork(
          {
            config: config.training,
            network,
            state,
            replicas,
            run,
            checkpoints,
            validation: kept,
            progress,
            exportModel,
          },
          from,
        );
      } finally {
        stop();
        progress.stop();
        await replicas.terminate();
      }
    }
  } finally {
    await run.close();
  }
}

/** Lets Ctrl-C end the training after the step in progress; a second one leaves at once. */
function interruptible(
  replicas: Replicas,
  say: (line: string) => void,
): () => void {
  let asked = false;
  const listen = () => {
    if (asked) process.exit(130);
    asked = true;
    say("Finishing the step and saving; press Ctrl-C again to leave at once.");
    replicas.stop();
  };
  process.on("SIGINT", listen);
  process.on("SIGTERM", listen);
  return () => {
    process.off("SIGINT", listen);
    process.off("SIGTERM", listen);
  };
}

function describe(config: RunConfig, weights: number, macs: number): string {
  const { workers, batchSize, steps } = config.training;
  return `Training ${config.network.preset}: ${(weights / 1000).toFixed(0)} k weights, ${(macs / 1e6).toFixed(1)} M multiply-adds; ${steps} steps of ${batchSize} crops on ${workers} ${workers === 1 ? "core" : "cores"}`;
}

/**
 * The run directory that `--run` names.
 *
 * @throws RangeError where it is none.
 */
export async function existingRun(path: string): Promise<string> {
  const found = await stat(join(path, "config.json")).catch(() => undefined);
  if (!found?.isFile())
    throw expected("a run directory with a config.json", "--run", path);
  return path;
}
