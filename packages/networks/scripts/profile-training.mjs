/**
 * Where the time of a training step goes: processor time by TensorFlow.js kernel, forward and backward, one core.
 *
 *   npm run profile -w @fdhm/networks -- [preset] [batch] [steps]
 */
import {
  createNetwork,
  initialWeights,
  NETWORKS,
  startWasmBackend,
  TrainingStep,
} from "@fdhm/networks";
import * as tf from "@tensorflow/tfjs";

const [preset = "fast-dhm", batch = 32, steps = 20] = process.argv.slice(2);
const faces = Number(batch);
const simd = await startWasmBackend();
const [family, { presets }] = Object.entries(NETWORKS).find(
  ([, { presets }]) => preset in presets,
);
const meanFace = Array.from({ length: 204 }, (_, i) => 0.4 * Math.sin(i));
const network = createNetwork({
  family,
  config: { ...presets[preset], meanFace },
});

/** Milliseconds and calls by kernel. */
const spent = new Map();
for (const kernel of tf.getKernelsForBackend("wasm")) {
  const { kernelName, kernelFunc } = kernel;
  tf.unregisterKernel(kernelName, "wasm");
  tf.registerKernel({
    ...kernel,
    kernelFunc: (parameters) => {
      const start = performance.now();
      const outputs = kernelFunc(parameters);
      const entry = spent.get(kernelName) ?? { time: 0, calls: 0 };
      entry.time += performance.now() - start;
      entry.calls++;
      spent.set(kernelName, entry);
      return outputs;
    },
  });
}

const random = (length, value) => Float32Array.from({ length }, value);
const data = {
  images: random(faces * 3 * network.inputSize ** 2, Math.random),
  landmarks: random(faces * 204, () => Math.random() - 0.5),
  landmarkWeights: random(faces * 204, () => 1),
  scores: random(faces, () => 1),
};
const weights = initialWeights(network.layout, Math.random);
const step = new TrainingStep(network, {
  landmarks: { kind: "wing", width: 0.05, curvature: 0.01 },
  scoreWeight: 0.1,
});
await step.run(weights, data);
await step.run(weights, data);
spent.clear();
const start = performance.now();
for (let i = 0; i < Number(steps); i++) await step.run(weights, data);
const whole = (performance.now() - start) / Number(steps);
step.dispose();

console.log(
  `${preset}, batch ${faces}, ${simd ? "SIMD" : "composed"} kernels: ${whole.toFixed(0)} ms a step\n`,
);
console.log(
  "| kernel | ms a step | share | calls |\n| --- | --: | --: | --: |",
);
const rows = [...spent].sort((a, b) => b[1].time - a[1].time);
for (const [name, { time, calls }] of rows.slice(0, 16)) {
  const each = time / Number(steps);
  console.log(
    `| ${name} | ${each.toFixed(1)} | ${((100 * each) / whole).toFixed(0)} % | ${calls / Number(steps)} |`,
  );
}
