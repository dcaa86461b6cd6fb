/**
 * Times a network's ONNX file with and without its score and with its uncertainty, one face, one thread, by turns: fastest of many.
 *
 *   node packages/networks/scripts/bench-score.mjs [preset] [rounds] [folder with onnxruntime-node in its node_modules]
 */
import { createRequire } from "node:module";
import { resolve } from "node:path";
import {
  createFastDhm,
  FAST_DHM_PRESETS,
  initialWeights,
  weightOf,
} from "@fdhm/networks";
import * as web from "onnxruntime-web/wasm";
import { OnnxGraph } from "../dist/onnx-graph.js";
import { OnnxOps } from "../dist/onnx-ops.js";

const [preset = "fast-dhm", rounds = 480, folder] = process.argv.slice(2);
const meanFace = Array.from({ length: 204 }, (_, i) => 0.4 * Math.sin(i));
const shape = { ...FAST_DHM_PRESETS[preset], meanFace };
const size = shape.inputSize;

/** The file of a network, or of what is left of it without a score. */
function write(network, withScore) {
  const weights = initialWeights(network.layout, Math.random);
  const graph = new OnnxGraph();
  const ops = new OnnxOps(graph, (name) =>
    weightOf(network.layout, weights, name),
  );
  if (!withScore) {
    const dense = ops.dense.bind(ops);
    ops.meanPool = (x) => x;
    ops.dense = (x, name, options) =>
      name === "head/score" ? x : dense(x, name, options);
  }
  const { landmarks, score, uncertainty } = network.run(ops, {
    name: "image",
    shape: [size, size, 3],
  });
  const outputs = [{ name: "landmarks", shape: ["n", 68, 3] }];
  graph.node("Identity", [landmarks.name], {}, "landmarks");
  if (withScore) {
    graph.node("Sigmoid", [score.name], {}, "score");
    outputs.push({ name: "score", shape: ["n", 1] });
  }
  if (uncertainty) {
    graph.node("Exp", [uncertainty.name], {}, "uncertainty");
    outputs.push({ name: "uncertainty", shape: ["n", 68] });
  }
  const input = { name: "image", shape: ["n", 3, size, size] };
  return graph.write(network.name, [input], outputs, {});
}

const plain = createFastDhm(shape);
const files = {
  "without score": write(plain, false),
  "with score": write(plain, true),
  "with score and uncertainty": write(
    createFastDhm({ ...shape, uncertainty: true }),
    true,
  ),
};
const pixels = Float32Array.from({ length: 3 * size ** 2 }, Math.random);
web.env.wasm.numThreads = 1;
const runtimes = [["onnxruntime-web, wasm", web, {}]];
if (folder !== undefined)
  runtimes.push([
    "onnxruntime-node",
    createRequire(`${resolve(folder)}/`)("onnxruntime-node"),
    { intraOpNumThreads: 1, interOpNumThreads: 1 },
  ]);
for (const [name, { InferenceSession, Tensor }, options] of runtimes) {
  const image = new Tensor("float32", pixels, [1, 3, size, size]);
  const times = Object.entries(files).map(([what]) => [what, Infinity]);
  const sessions = [];
  for (const file of Object.values(files))
    sessions.push(await InferenceSession.create(file, options));
  for (let round = 0; round < Number(rounds); round++)
    for (const [i, session] of sessions.entries()) {
      const start = performance.now();
      await session.run({ image });
      times[i][1] = Math.min(times[i][1], performance.now() - start);
    }
  console.log(`${preset}, ${name}:`);
  for (const [what, time] of times)
    console.log(
      `  ${what}: ${time.toFixed(3)} ms, ratio ${(time / times[0][1]).toFixed(3)}`,
    );
  for (const session of sessions) await session.release();
}
for (const [what, { length }] of Object.entries(files))
  console.log(`${what}: ${length} bytes`);
