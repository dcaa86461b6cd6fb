// node packages/networks/scripts/bench-dhm-tensor.mjs: heat maps of 68 points as tensors, with and without their gradient.
import { dhmTensor, startCpuBackend, startWasmBackend } from "@fdhm/networks";
import * as tf from "@tensorflow/tfjs";

const ROUNDS = 8;

/** The least of some rounds, in ms: what disturbs a round only ever makes it longer. */
function time(call) {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    tf.tidy(() => call().dataSync());
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

for (const [name, start] of Object.entries({
  wasm: startWasmBackend,
  cpu: startCpuBackend,
})) {
  await start();
  for (const [batch, size] of [
    [1, 112],
    [1, 224],
    [8, 112],
  ]) {
    const points = tf.randomUniform([batch, 68, 3], 0, size, "float32", 1);
    const forward = time(() => dhmTensor(points, size));
    const both = time(() => tf.grad((x) => dhmTensor(x, size).sum())(points));
    points.dispose();
    console.log(
      `${name}, ${batch} x ${size} px: ${forward.toFixed(1)} ms, with the gradient ${both.toFixed(1)} ms`,
    );
  }
}
