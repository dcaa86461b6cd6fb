import { DeviceTraining, type Network } from "@fdhm/networks";
import type { BatchSource } from "./batch-source.ts";
import type { ReplicaMessage, ReplicaTask, Segment } from "./replica-task.ts";
import { learningRate } from "./schedule.ts";
import { CONTROL } from "./shared-state.ts";
import { sharesKept } from "./update-weights.ts";

/** Steps that the device has been given before the loss of the first of them is waited for: enough that it never waits for the next. */
const AHEAD = 2;

/**
 * Trains the only replica of a run with the weights on the GPU. They come back at the end of a segment; before that only losses do, some steps
 * after they were asked for.
 *
 * @returns what trains a segment.
 */
export function trainOnDevice(
  task: ReplicaTask,
  network: Network,
  batches: BatchSource,
  tell: (message: ReplicaMessage) => void,
): (segment: Segment) => Promise<void> {
  const { shared, optimiser, schedule } = task;
  const training = new DeviceTraining(network, task.loss, shared, optimiser);
  return async ({ from, to }) => {
    let told = performance.now();
    let broken: number | undefined;
    const report = async (
      step: number,
      asked: Promise<number>,
      waited: number,
    ) => {
      const loss = await asked;
      // What was given to the device after a step that ends the training does not count.
      if (broken !== undefined) return;
      const took = performance.now() - told;
      told += took;
      tell({ kind: "step", step, loss, waited, took });
      if (!Number.isFinite(loss) && !task.skipsBroken) broken = step;
    };
    const flying: Promise<void>[] = [];
    let step = from;
    while (step < to && broken === undefined) {
      const asked = performance.now();
      const batch = batches.take(step);
      const waited = performance.now() - asked;
      const loss = training.step(batch, {
        step,
        rate: learningRate(step, schedule),
        ...sharesKept(step, optimiser.averaging),
      });
      batches.done(step);
      const landing = report(step, loss, waited);
      // Whoever waits for it hears of it; until then nobody does.
      landing.catch(() => undefined);
      flying.push(landing);
      step++;
      if (flying.length > AHEAD) await flying.shift();
      if (Atomics.load(shared.control, CONTROL.stop) === 1) break;
    }
    await Promise.all(flying);
    await training.read(shared);
    tell({ kind: "done", steps: broken ?? step });
  };
}
