/**
 * Body of a worker thread: one replica of the network, training its part of every batch. See `shared-state.ts` for how
 * replicas work together.
 */
import { parentPort, workerData } from "node:worker_threads";
import { createNetwork, TrainingStep } from "@fdhm/networks";
import { RingClosedError } from "@fdhm/datasets";
import { startBackend } from "../backends/start-backend.ts";
import { batchSource } from "./batch-source.ts";
import { trainOnDevice } from "./train-on-device.ts";
import type { ReplicaMessage, ReplicaTask, Segment } from "./replica-task.ts";
import { learningRate } from "./schedule.ts";
import { AbandonedError, barrier, CONTROL } from "./shared-state.ts";
import { WeightUpdate } from "./update-weights.ts";

const task = workerData as ReplicaTask;
const port = parentPort!;
const { shared, replica } = task;
const tell = (message: ReplicaMessage) => port.postMessage(message);

const { computes } = await startBackend(task.backend);
const network = createNetwork(task.network);
const batches = batchSource(task.reading, replica, task.filled);
const training = new TrainingStep(network, task.loss);
const update = new WeightUpdate(
  shared,
  network.layout,
  replica,
  task.optimiser,
);

/** One step, together with the other replicas; gives the loss over the whole batch, and how long they waited for it. */
async function trainStep(
  step: number,
): Promise<{ loss: number; waited: number }> {
  const asked = performance.now();
  const batch = batches.take(step);
  shared.waits[replica] = performance.now() - asked;
  const result = await training.run(shared.weights, batch);
  batches.done(step);
  shared.contributions[replica]!.set(result.gradient);
  shared.contributions[replica]!.set(
    result.batchStatistics,
    network.layout.trainable,
  );
  shared.losses[replica] = result.loss;
  barrier(shared); // All gradients are there.
  const loss = mean(shared.losses);
  const waited = mean(shared.waits);
  // Every replica sees the same sum, so all move the weights or none does.
  if (Number.isFinite(loss)) {
    update.gather();
    if (task.optimiser.clip !== undefined) barrier(shared); // All lengths are there.
    update.apply(step, learningRate(step, task.schedule));
  }
  if (replica === 0)
    Atomics.store(
      shared.control,
      CONTROL.last,
      Atomics.load(shared.control, CONTROL.stop),
    );
  barrier(shared); // All weights are moved.
  return { loss, waited };
}

function mean(numbers: Float64Array): number {
  return numbers.reduce((sum, part) => sum + part, 0) / numbers.length;
}

async function trainHere({ from, to }: Segment): Promise<void> {
  let step = from;
  while (step < to) {
    const started = performance.now();
    const { loss, waited } = await trainStep(step);
    const took = performance.now() - started;
    if (replica === 0) tell({ kind: "step", step, loss, waited, took });
    if (!Number.isFinite(loss) && !task.skipsBroken) break;
    step++;
    if (Atomics.load(shared.control, CONTROL.last) === 1) break;
  }
  tell({ kind: "done", steps: step });
}

const train =
  task.backend === "webgpu"
    ? trainOnDevice(task, network, batches, tell)
    : trainHere;
port.on("message", (segment: Segment) => {
  train(segment).catch((error: unknown) => {
    // The one that failed tells why.
    if (error instanceof AbandonedError || error instanceof RingClosedError)
      return;
    Atomics.store(shared.control, CONTROL.failed, 1);
    Atomics.notify(shared.control, CONTROL.generation);
    // Out of the promise, so that the main thread hears of it as this worker's error.
    setImmediate(() => {
      throw error;
    });
  });
});
tell({ kind: "ready", computes });
