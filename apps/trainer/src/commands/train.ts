import { join } from "node:path";
import { expected } from "@fdhm/errors";
import { createNetwork, exportOnnx, landmarkModel } from "@fdhm/networks";
import { meanFace } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import type { BackendName } from "../backends/backend.ts";
import { chooseBackend } from "../backends/choose-backend.ts";
import { backendOf } from "../backends/start-backend.ts";
import { resolveSteps } from "../config/resolve-steps.ts";
import type { AskedConfig } from "../config/schema.ts";
import { decodingOf } from "../faces/decoding.ts";
import { openSource } from "../faces/open-source.ts";
import { Checkpoints } from "../run/checkpoints.ts";
import { backendChange } from "../run/run-backend.ts";
import { keepRunDecoding } from "../run/run-decoding.ts";
import { RunDirectory } from "../run/run-directory.ts";
import { lossConfig } from "../training/loss-config.ts";
import { networkChoice } from "../training/network-choice.ts";
import { startingWeights } from "../training/starting-weights.ts";
import { Teacher } from "../training/teacher.ts";
import { trainReplicas } from "../training/train-replicas.ts";
import { initialState } from "../training/training-state.ts";
import { finishRun } from "./finish-run.ts";

/** How a training goes about its work; nothing of it is part of the recipe. */
export interface TrainOptions {
  /** Go on past a step whose loss is no finite number; otherwise the first ends the training. */
  readonly skipsBroken?: boolean;
  /** What computes; the first that works if not given. */
  readonly backend?: BackendName | "auto";
}

/**
 * Trains a network as a configuration tells, or goes on where the run's directory left off; then exports, measures and
 * draws it.
 *
 * @param folder - holds the run directories.
 * @returns whether the training came to its end; false after Ctrl-C.
 * @throws RangeError where the configuration, a data set or the run directory is at fault, before the first step.
 */
export async function train(
  asked: AskedConfig,
  folder: string,
  { skipsBroken = false, backend = "auto" }: TrainOptions = {},
): Promise<boolean> {
  if (asked.training.batchSize % asked.training.workers !== 0)
    throw expected(
      `a multiple of training.workers (${asked.training.workers})`,
      "training.batchSize",
      asked.training.batchSize,
    );
  const open = await loadOpenFace();
  const face = meanFace(open);
  const model = landmarkModel(open);
  const { teacher, readers } = asked.training;
  if (teacher !== undefined && readers === 0)
    throw expected("at least 1 (a teacher needs one)", "training.readers", 0);
  if (teacher !== undefined) await Teacher.check(teacher);
  const planned = createNetwork(
    networkChoice(asked.network, { meanFace: face.landmarks, model }),
  );
  // Refuses a loss that the network has nothing for.
  lossConfig(asked.training.loss, planned);
  await startingWeights(planned, asked.seed, asked.training.from);
  // Everything that can be at fault is opened before anything is written or computed.
  const { data } = asked;
  const trained = await Promise.all(
    data.train.map((source) => openSource(source)),
  );
  const validation = await Promise.all(
    data.validation.map((source) => openSource(source)),
  );
  const test = await openSource(data.test);
  const config = resolveSteps(
    asked,
    trained.reduce((faces, { length }) => faces + length, 0),
  );
  const chosen = await chooseBackend(backend);
  process.stderr.write(`${chosen.sentence}\n`);
  const run = await RunDirectory.open(join(folder, config.name), config);
  try {
    const decoding = await keepRunDecoding(
      run.path,
      decodingOf(config.network.preset, planned.inputSize, face),
    );
    const choice = networkChoice(config.network, {
      meanFace: decoding.meanFace,
      model,
    });
    const network = createNetwork(choice);
    const state = initialState(
      // Other backends have the whole machine for one.
      backendOf(chosen.name).oneCore ? config.training.workers : 1,
      network.layout,
      await startingWeights(network, config.seed, config.training.from),
    );
    const checkpoints = new Checkpoints(
      run.file("checkpoints"),
      network,
      config.training.keepCheckpoints,
    );
    const begun = await checkpoints.restore(state);
    await run.rewindLog(begun);
    const change = await backendChange(run.path, chosen.name, begun);
    if (change !== undefined) process.stderr.write(`${change}\n`);
    const exportModel = () => exportOnnx(network, state.averaged, decoding);
    const { steps } = config.training;
    const done =
      begun === steps
        ? steps
        : await trainReplicas({
            config,
            backend: chosen.name,
            choice,
            network,
            model,
            normalisation: decoding.normalisation,
            trained,
            validation,
            state,
            run,
            checkpoints,
            exportModel,
            begun,
            skipsBroken,
          });
    if (done < steps) {
      process.stderr.write(
        `Stopped after ${done} of ${steps} steps, saved in ${run.path}; the same command goes on.\n`,
      );
      return false;
    }
    await finishRun({ run, config, test, model: exportModel() });
    return true;
  } finally {
    await run.close();
  }
}
