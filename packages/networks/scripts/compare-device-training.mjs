/**
 * How far a training whose weights stay on the GPU is from the same on the plain JavaScript backend after five steps of a tiny network: a line of JSON
 * for each optimiser.
 *
 *   npm run build && node packages/networks/scripts/compare-device-training.mjs
 *
 * What Dawn needs is told in `compare-webgpu.mjs`.
 */
import {
  decayMask,
  DeviceTraining,
  optimiser,
  startCpuBackend,
  startWebgpuBackend,
  TrainingStep,
  updateRunningStatistics,
} from "@fdhm/networks";
import {
  noiseBatch,
  TINY,
  usedWeights,
} from "../dist/tiny-networks.test.fixture.js";
import { startDawn } from "./dawn.mjs";

const STEPS = 5;
const AVERAGING = 0.9;
const MOMENTUM = 0.8;
const network = TINY["fast-dhm"];
const { trainable, size } = network.layout;
const loss = { landmarks: { kind: "l2" }, scoreWeight: 0.5 };
const batches = Array.from({ length: STEPS }, (_, i) =>
  noiseBatch(network, 3, i + 2),
);
const stateOf = (weights) => ({
  weights: weights.slice(),
  averaged: weights.slice(),
  firstMoments: new Float32Array(trainable),
  secondMoments: new Float32Array(trainable),
});
const start = usedWeights(network);

/** As the trainer's replicas do it. */
async function onProcessor(config, rate) {
  const state = stateOf(start);
  const step = new TrainingStep(network, loss);
  const move = optimiser(config.kind, config.momentum);
  const losses = [];
  for (const [i, batch] of batches.entries()) {
    const result = await step.run(state.weights, batch);
    losses.push(result.loss);
    const { gradient } = result;
    const length = Math.hypot(...gradient);
    if (length > config.clip)
      for (const [k, g] of gradient.entries())
        gradient[k] = (g * config.clip) / length;
    move(
      state.weights,
      gradient,
      { step: i, first: state.firstMoments, second: state.secondMoments },
      rate,
      { weightDecay: config.weightDecay, decays: decayMask(network.layout) },
    );
    updateRunningStatistics(
      network.layout,
      state.weights,
      result.batchStatistics,
      MOMENTUM,
    );
    for (const [k, w] of state.weights.entries())
      state.averaged[k] = AVERAGING * state.averaged[k] + (1 - AVERAGING) * w;
  }
  step.dispose();
  return { losses, state };
}

async function onDevice(config, rate) {
  const state = stateOf(start);
  const training = new DeviceTraining(network, loss, state, config);
  const losses = await Promise.all(
    batches.map((batch, step) =>
      training.step(batch, {
        ...{ step, rate },
        ...{ averaging: AVERAGING, momentum: MOMENTUM },
      }),
    ),
  );
  // One that is broken, which may not change anything.
  const images = batches[0].images.map(() => 1e38);
  const broken = await training.step(
    { ...batches[0], images },
    { step: STEPS, rate, averaging: AVERAGING, momentum: MOMENTUM },
  );
  await training.read(state);
  training.dispose();
  return { losses, state, broken };
}

/** Length of the difference over that of what was moved. */
function distance(a, b, from) {
  let difference = 0;
  let moved = 0;
  for (const [i, value] of b.entries()) {
    difference += (a[i] - value) ** 2;
    moved += (value - (from?.[i] ?? 0)) ** 2;
  }
  return Math.sqrt(difference / moved);
}

const release = await startDawn();
for (const [config, rate] of [
  [{ kind: "adamw", weightDecay: 0.1 }, 0.001],
  [{ kind: "adam", weightDecay: 0.1, momentum: 0.8 }, 0.001],
  [{ kind: "rmsprop", weightDecay: 0.1, momentum: 0.5 }, 0.001],
  [{ kind: "sgd", weightDecay: 0.1 }, 0.01],
  [{ kind: "sgd", weightDecay: 0, clip: 0.05 }, 0.1],
]) {
  await startCpuBackend();
  const oracle = await onProcessor(config, rate);
  await startWebgpuBackend();
  const device = await onDevice(config, rate);
  const apart = (part, from) =>
    distance(
      device.state[part].subarray(0, trainable),
      oracle.state[part].subarray(0, trainable),
      from,
    );
  console.log(
    JSON.stringify({
      ...config,
      losses: distance(device.losses, oracle.losses),
      weights: apart("weights", start),
      averaged: apart("averaged", start),
      firstMoments: apart("firstMoments"),
      secondMoments: config.kind === "sgd" ? 0 : apart("secondMoments"),
      statistics: distance(
        device.state.weights.subarray(trainable, size),
        oracle.state.weights.subarray(trainable, size),
        start.subarray(trainable, size),
      ),
      broken: String(device.broken),
    }),
  );
}
release();
