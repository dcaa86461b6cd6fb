/**
 * Whether memory stays flat over many steps of a tiny network: forward, backward and AdamW. Prints what is held every tenth of them; the exit status is 1
 * where tensors, or the backend's own memory after the first tenth, have grown.
 *
 *   npm run build && node --expose-gc packages/networks/scripts/measure-memory.mjs [steps] [wasm | webgpu]
 *
 * webgpu is Dawn's null backend: it needs no GPU and computes nothing, but holds what it is given.
 */
import { startWasmBackend, startWebgpuBackend } from "@fdhm/networks";
import * as tf from "@tensorflow/tfjs";
import { TINY } from "../dist/tiny-networks.test.fixture.js";
import { startDawn } from "./dawn.mjs";
import { trainingOnNoise } from "./training-on-noise.mjs";

const [, , steps = "10000", backend = "wasm"] = process.argv;
const tenth = Math.ceil(Number(steps) / 10);
let release = () => undefined;
if (backend === "webgpu") {
  release = await startDawn("backend=null");
  await startWebgpuBackend();
} else await startWasmBackend();
const training = trainingOnNoise(TINY["fast-dhm"], 4);
const held = () => {
  globalThis.gc?.();
  return {
    tensors: tf.memory().numTensors,
    backend:
      backend === "webgpu"
        ? tf.memory().numBytesAllocatedInGPU
        : tf.backend().wasm.asm.memory.buffer.byteLength,
    process: process.memoryUsage.rss(),
  };
};
const mib = (bytes) => (bytes / 2 ** 20).toFixed(1);
console.log(
  "| steps | tensors | backend's memory, MiB | process, MiB |\n| --: | --: | --: | --: |",
);
let first;
let last;
for (let done = 0; done < Number(steps);) {
  for (let i = 0; i < tenth; i++, done++) await training.step();
  last = held();
  first ??= last;
  console.log(
    `| ${done} | ${last.tensors} | ${mib(last.backend)} | ${mib(last.process)} |`,
  );
}
training.dispose();
release();
if (last.tensors > first.tensors || last.backend > first.backend)
  process.exitCode = 1;
