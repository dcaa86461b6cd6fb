/**
 * Times training on a GPU: forward, backward and AdamW over one batch of noise, as many steps ahead as the trainer gives the device.
 *
 *   npm run build && node packages/networks/scripts/bench-webgpu.mjs [preset] [batch] [steps]
 */
import { startWebgpuBackend } from "@fdhm/networks";
import * as tf from "@tensorflow/tfjs";
import { startDawn } from "./dawn.mjs";
import { presetNetwork, trainingOnNoise } from "./training-on-noise.mjs";

const [, , preset = "fast-dhm", batch = "128", steps = "50"] = process.argv;
/** As in `train-on-device.ts`. */
const AHEAD = 2;

const release = await startDawn();
await startWebgpuBackend();
const { description, device } = tf.backend().device.adapterInfo;
const training = trainingOnNoise(presetNetwork(preset), Number(batch));
// The first compiles, the second grows the memory.
await training.step();
await training.step();
const before = process.cpuUsage();
const start = performance.now();
const flying = [];
for (let i = 0; i < Number(steps); i++) {
  flying.push(training.step());
  if (flying.length > AHEAD) await flying.shift();
}
await Promise.all(flying);
const each = (performance.now() - start) / Number(steps);
const { user, system } = process.cpuUsage(before);
const held = (tf.memory().numBytesInGPU / 2 ** 20).toFixed(0);
training.dispose();
console.log(
  `${preset}, batch ${batch}, ${description || device}: ${each.toFixed(1)} ms a step, ${((1000 * batch) / each).toFixed(0)} samples/s; the processor works ${((user + system) / 1000 / steps).toFixed(1)} ms of it; ${held} MiB of tensors`,
);
release();
