/**
 * Times training on one core: forward, backward and Adam over random pictures.
 *
 *   npm run bench -w @fdhm/networks -- [preset] [batch] [steps] [composed]
 */
import {
  adam,
  createMoments,
  createFastDhm,
  FAST_DHM_PRESETS,
  initialWeights,
  startWasmBackend,
  TrainingStep,
  updateRunningStatistics,
} from "@fdhm/networks";

const [preset = "fast-dhm", batch = 32, steps = 25, composed] =
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
const state = createMoments(network.layout.trainable);
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
const sorted = (key) => times.map((time) => time[key]).sort((a, b) => a - b);
const perSecond = (milliseconds) =>
  `${milliseconds.toFixed(0)} ms (${((1000 * faces) / milliseconds).toFixed(0)} samples/s)`;
console.log(
  `${preset}: ${network.layout.trainable} parameters, ${(network.macs / 1e6).toFixed(2)} M products forward, ${simd ? "SIMD" : "composed"} kernels, a step of ${faces}:`,
);
for (const [name, key] of [
  ["by the clock", "all"],
  // What a core that is shared with other work would have taken by itself.
  ["processor time", "processor"],
]) {
  const values = sorted(key);
  console.log(
    `  ${name}: best ${perSecond(values[0])}, median ${perSecond(values[values.length >> 1])}`,
  );
}
console.log(
  `  of it Adam and statistics: best ${sorted("optimiser")[0].toFixed(1)} ms`,
);
