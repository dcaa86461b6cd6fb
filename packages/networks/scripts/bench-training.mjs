/**
 * Times training on one core: forward, backward and Adam over random pictures.
 *
 *   npm run bench -w @fdhm/networks -- [preset] [batch] [steps] [composed]
 *
 * The default preset has the blocks and the cost (13 M products at 112 px) of the reference network in earlier measurements.
 */
import {
  adam,
  createAdamState,
  createFastDhm,
  FAST_DHM_PRESETS,
  initialWeights,
  startWasmBackend,
  TrainingStep,
  updateRunningStatistics,
} from "@fdhm/networks";

const [preset = "fast-dhm", batch = 32, steps = 12, composed] =
  process.argv.slice(2);
const faces = Number(batch);
const simd = await startWasmBackend({ composed: composed === "composed" });
const network = createFastDhm({
  ...FAST_DHM_PRESETS[preset],
  meanFace: Array.from({ length: 204 }, (_, i) => 0.4 * Math.sin(i)),
});
const random = (length, value) => Float32Array.from({ length }, value);
const data = {
  images: random(faces * 3 * network.inputSize ** 2, Math.random),
  landmarks: random(faces * 204, () => Math.random() - 0.5),
  landmarkWeights: random(faces * 204, () => 1),
  scores: random(faces, () => 1),
};
const weights = initialWeights(network.layout, Math.random);
const state = createAdamState(network.layout.trainable);
const step = new TrainingStep(network, {
  landmarks: { kind: "wing", width: 0.05, curvature: 0.01 },
  scoreWeight: 0.1,
});

const times = [];
for (let i = 0; i < Number(steps); i++) {
  const start = performance.now();
  const before = process.cpuUsage();
  const result = await step.run(weights, data);
  const between = performance.now();
  adam(weights, result.gradient, state, 0.001);
  updateRunningStatistics(network.layout, weights, result.batchStatistics, 0.9);
  const end = performance.now();
  // The first two grow the heap.
  const { user, system } = process.cpuUsage(before);
  if (i >= 2)
    times.push({
      all: end - start,
      optimiser: end - between,
      processor: (user + system) / 1000,
    });
}
step.dispose();
times.sort((a, b) => a.all - b.all);
const report = (name, { all, optimiser, processor }) =>
  console.log(
    `${name} ${((1000 * faces) / all).toFixed(1)} samples/s: ${all.toFixed(1)} ms a step of ${faces}, ${optimiser.toFixed(2)} ms of it Adam and statistics; ${processor.toFixed(0)} ms of processor time`,
  );
console.log(
  `${preset}: ${network.layout.trainable} parameters, ${(network.macs / 1e6).toFixed(2)} M products forward, ${simd ? "SIMD" : "composed"} kernels`,
);
report("best  ", times[0]);
report("median", times[times.length >> 1]);
