import type { Dataset } from "@fdhm/datasets";
import type { Normalisation } from "@fdhm/landmarks";
import type { LandmarkModel, Network, NetworkChoice } from "@fdhm/networks";
import type { BackendName } from "../backends/backend.ts";
import type { RunConfig } from "../config/schema.ts";
import type { Checkpoints } from "../run/checkpoints.ts";
import { thisMachine } from "../run/machine.ts";
import { startProgress } from "../run/progress.ts";
import type { RunDirectory } from "../run/run-directory.ts";
import { augmentation } from "./augmentation.ts";
import { BatchReader } from "./batch-reader.ts";
import { lossConfig } from "./loss-config.ts";
import { Readers } from "./readers.ts";
import { Replicas } from "./replicas.ts";
import type { SharedState } from "./shared-state.ts";
import { trainNetwork } from "./train-network.ts";
import { packSources } from "../packing/pack-sources.ts";
import { Waiting } from "./waiting.ts";
import { keepInMemory } from "./validate.ts";

/** A training that is ready to start. */
export interface ReadyTraining {
  /** Of the run. */
  readonly config: RunConfig;
  /** What computes. */
  readonly backend: BackendName;
  /** What each replica makes the network from. */
  readonly choice: NetworkChoice;
  /** The same network. */
  readonly network: Network;
  /** The 3D model whose parameters are fitted to the faces where they have weight. */
  readonly model: LandmarkModel;
  /** How bytes become input. */
  readonly normalisation: Normalisation;
  /** One data set for each training source. */
  readonly trained: readonly Dataset[];
  /** One data set for each validation source. */
  readonly validation: readonly Dataset[];
  /** Weights and moments. */
  readonly state: SharedState;
  /** Where metrics go. */
  readonly run: RunDirectory;
  /** Where the state is saved. */
  readonly checkpoints: Checkpoints;
  /** Writes the averaged weights as a model file. */
  readonly exportModel: () => Uint8Array;
  /** Steps that are done already. */
  readonly begun: number;
  /** Whether steps whose loss is no finite number are skipped; otherwise the first ends the training. */
  readonly skipsBroken: boolean;
}

/**
 * Packs the faces, starts the replicas and trains until the last step or Ctrl-C.
 *
 * @returns steps that are done.
 */
export async function trainReplicas(ready: ReadyTraining): Promise<number> {
  const { config, network, state, begun } = ready;
  const { data, training } = config;
  const packs = await packSources(
    ready.trained,
    data.train,
    data.packEdge,
    training.workers,
  );
  const validation = await Promise.all(ready.validation.map(keepInMemory));
  const { optimiser, loss, steps, batchSize } = training;
  const reading = {
    packs,
    sampling: training.sampling,
    teacher: training.teacher,
    augmentation: augmentation(config.augmentation),
    normalisation: ready.normalisation,
    seed: config.seed,
    batchSize,
    replicas: state.replicas,
    inputSize: network.inputSize,
    ...(training.loss.parameters > 0 && { model: ready.model }),
  };
  const readers =
    training.readers > 0
      ? new Readers(reading, training.readers, begun, steps)
      : undefined;
  const task = {
    shared: state,
    backend: ready.backend,
    network: ready.choice,
    reading,
    schedule: { rate: optimiser.rate, steps, shape: training.schedule },
    optimiser,
    skipsBroken: ready.skipsBroken,
    loss: lossConfig(loss, network),
  };
  const replicas = await Replicas.start(task, readers);
  const kernels = `${ready.backend}, ${replicas.computes}`;
  process.stderr.write(
    `${describe(config, network, state.replicas, kernels)}\n`,
  );
  const facesPerEpoch = packs.reduce((sum, { pack }) => sum + pack.count, 0);
  const progress = startProgress("Training", steps, "steps", {
    begun,
    rate: { unit: "samples", each: batchSize },
  });
  const waiting = new Waiting();
  const faces = new BatchReader(reading);
  const onBroken = (step: number, loss: number) =>
    progress.say(
      `The loss of step ${step + 1} is ${loss}; its faces are ${faces.names(step).join(", ")}.`,
    );
  const release = stopOnSignal(replicas, (line) => progress.say(line));
  try {
    const { run, checkpoints, exportModel } = ready;
    await run.log({
      step: begun,
      session: {
        started: new Date().toISOString(),
        machine: thisMachine(),
        kernels,
        facesPerEpoch,
        weights: network.layout.trainable,
        multiplyAdds: network.macs,
      },
    });
    return await trainNetwork(
      {
        config: training,
        replicas,
        state,
        run,
        checkpoints,
        validation,
        facesPerEpoch,
        progress,
        waiting,
        exportModel,
        skipsBroken: ready.skipsBroken,
        onBroken,
      },
      begun,
    );
  } catch (error) {
    const good = await ready.checkpoints.newest();
    process.stderr.write(
      `Stopped. The last good checkpoint is ${good ?? "none"}; the same command goes on from there.\n`,
    );
    throw error;
  } finally {
    release();
    progress.stop();
    process.stderr.write(
      `Waiting for batches took ${(100 * waiting.share).toFixed(1)} % of the steps' time.\n`,
    );
    await replicas.terminate();
  }
}

/** Lets Ctrl-C end the training after the step in progress; a second one leaves at once. */
function stopOnSignal(
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

function describe(
  { network: { preset }, training }: RunConfig,
  { layout, macs }: Network,
  replicas: number,
  kernels: string,
): string {
  const { batchSize, steps } = training;
  const weights = `${(layout.trainable / 1000).toFixed(0)} k weights`;
  const products = `${(macs / 1e6).toFixed(1)} M multiply-adds`;
  const threads = replicas === 1 ? "one replica" : `${replicas} replicas`;
  return `Training ${preset}: ${weights}, ${products}; ${steps} steps of ${batchSize} crops by ${threads}; ${kernels}`;
}
