/**
 * What more cores are worth: replicas that share a batch as those of a training do, by turns with one that has it alone.
 *
 *   npm run build && node apps/trainer/scripts/bench-cores.mjs [preset | reference] [batch] [replicas] [rounds]
 */
import {
  isMainThread,
  parentPort,
  Worker,
  workerData,
} from "node:worker_threads";
import { initialWeights, startWasmBackend, TrainingStep } from "@fdhm/networks";
import { barrier, createSharedState } from "../dist/training/shared-state.js";
import { WeightUpdate } from "../dist/training/update-weights.js";
import {
  LOSS,
  noise,
  presetNetwork,
} from "../../../packages/networks/scripts/training-on-noise.mjs";

const [, , preset = "reference", batch = "64", replicas = "2", rounds = "6"] =
  process.argv;
/** Steps of a turn: the first of them is not counted. */
const STEPS = 5;

if (isMainThread) await compare();
else await serve();

async function compare() {
  const network = presetNetwork(preset);
  const counts = [1, Number(replicas)];
  const teams = [];
  for (const count of counts) teams.push(await start(network, count));
  const times = counts.map(() => []);
  const processor = counts.map(() => []);
  for (let round = 0; round < Number(rounds); round++)
    for (const [i, team] of teams.entries()) {
      const before = process.cpuUsage();
      times[i].push(...(await Promise.all(team.map(turn)))[0]);
      const { user, system } = process.cpuUsage(before);
      processor[i].push((user + system) / 1000 / STEPS);
    }
  await Promise.all(teams.flat().map((thread) => thread.terminate()));
  console.log(
    `${preset}: ${network.layout.trainable} weights; steps of ${batch} on wasm, ${times[0].length} for each number of replicas`,
  );
  const sorted = times.map((all) => all.sort((a, b) => a - b));
  for (const [what, at] of [
    ["best", 0],
    ["median", sorted[0].length >> 1],
  ]) {
    const [alone, together] = sorted.map((all) => all[at]);
    console.log(
      `  ${what}: 1 replica ${alone.toFixed(0)} ms (${((1000 * batch) / alone).toFixed(0)} samples/s), ${replicas} replicas ${together.toFixed(0)} ms (${((1000 * batch) / together).toFixed(0)} samples/s): ${(alone / together).toFixed(2)} times`,
    );
  }
  // On cores that do other work too: what it would be if no replica ever waited for the other.
  const [alone, together] = processor.map((all) => Math.min(...all));
  console.log(
    `  processor time of a step, all replicas: ${alone.toFixed(0)} and ${together.toFixed(0)} ms: at most ${((replicas * alone) / together).toFixed(2)} times`,
  );
}

async function start({ layout }, count) {
  const { trainable, size } = layout;
  const shared = createSharedState(count, trainable, size - trainable);
  shared.weights.set(initialWeights(layout, Math.random));
  const team = Array.from(
    { length: count },
    (_, replica) =>
      new Worker(new URL(import.meta.url), {
        workerData: { shared, replica },
        argv: process.argv.slice(2),
      }),
  );
  await Promise.all(team.map(turn));
  return team;
}

function turn(thread) {
  return new Promise((resolve, reject) => {
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.postMessage("turn");
  });
}

async function serve() {
  const { shared, replica } = workerData;
  const network = presetNetwork(preset);
  await startWasmBackend();
  const data = noise(network, Number(batch) / shared.replicas);
  const training = new TrainingStep(network, LOSS);
  const update = new WeightUpdate(shared, network.layout, replica, {
    kind: "adamw",
    rate: 0.001,
    weightDecay: 1e-4,
    averaging: 0.99,
  });
  let step = 0;
  parentPort.on("message", async () => {
    const times = [];
    for (let i = 0; i < STEPS; i++, step++) {
      const began = performance.now();
      const { gradient, batchStatistics } = await training.run(
        shared.weights,
        data,
      );
      shared.contributions[replica].set(gradient);
      shared.contributions[replica].set(
        batchStatistics,
        network.layout.trainable,
      );
      barrier(shared);
      update.gather();
      update.apply(step, 0.001);
      barrier(shared);
      if (i > 0) times.push(performance.now() - began);
    }
    parentPort.postMessage(times);
  });
}
