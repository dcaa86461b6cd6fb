/**
 * What takes an exported network's time: by operator and by layer, one thread, batch 1, in onnxruntime-node and in
 * onnxruntime-web's WebAssembly. With a folder of other models in FDHM_PEERS, the ratio to its peppa_slim160.onnx, run in turn.
 *
 *   npm install --no-save onnxruntime-node@1.30.0
 *   [FDHM_PEERS=folder] node packages/networks/scripts/profile-onnx.mjs [preset] [native] [wasm]
 *
 * Weights and picture are noise: a picture of one colour makes signs foreseeable, and activations that jump seem free.
 * A node's time is the mean of its faster half, in whole microseconds as the profiler has them; writing them down makes a profiled
 * run slower than the plain one it is printed beside.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import proto from "onnx-proto";
import { openRuntime } from "./onnx-runtimes.mjs";
import { presetModel } from "./preset-model.mjs";
import { race } from "./race.mjs";

const RUNS = 400;

const [preset = "fast-dhm", ...wanted] = process.argv.slice(2);
const { network, shapes, write } = presetModel(preset);
const file = write({ batch: 1 });
const models = { [preset]: { file, shapes } };
const peer = join(process.env.FDHM_PEERS ?? "", "peppa_slim160.onnx");
if (process.env.FDHM_PEERS && existsSync(peer))
  models.peppa_slim160 = {
    file: readFileSync(peer),
    shapes: { input1: [1, 3, 160, 160] },
  };

for (const name of wanted.length > 0 ? wanted : ["native", "wasm"]) {
  const runtime = await openRuntime(name);
  console.log(
    `\n## ${preset} in ${runtime.title}\n\n${(network.macs / 1e6).toFixed(1)} M products, ${Math.ceil(file.length / 1000)} kB.\n`,
  );
  await race(runtime, models, RUNS);
  printGraph(await runtime.optimised(file));
  printTables(await runtime.profile(file, shapes, RUNS));
}

/** Operators of the graph that is run, and how many nodes of the heat map's drawing are left in it. */
function printGraph(bytes) {
  const { graph } = proto.onnx.ModelProto.decode(bytes);
  const counts = new Map();
  for (const { opType } of graph.node)
    counts.set(opType, (counts.get(opType) ?? 0) + 1);
  // What the picture does not reach is constant: of the drawing, and of products of kernels.
  const reached = new Set(["image"]);
  const constant = graph.node.filter(({ input, output }) => {
    if (!input.some((tensor) => reached.has(tensor))) return true;
    for (const tensor of output) reached.add(tensor);
    return false;
  });
  console.log(
    `\nRun are ${graph.node.length} nodes: ${[...counts].map(([type, count]) => `${count} ${type}`).join(", ")}. Of constants alone: ${constant.length}.`,
  );
}

function printTables(events) {
  const nodes = new Map();
  for (const { cat, name, dur, args } of events) {
    if (cat !== "Node" || !name.endsWith("_kernel_time")) continue;
    const key = name.replace("_kernel_time", "");
    const node = nodes.get(key) ?? {
      operator: args.op_name,
      products: products(args),
      times: [],
    };
    nodes.set(key, node);
    node.times.push(dur);
  }
  const timed = [...nodes].map(([name, { operator, products, times }]) => {
    const faster = times.sort((a, b) => a - b).slice(0, times.length >> 1);
    const us = faster.reduce((a, b) => a + b) / faster.length;
    return { layer: layerOf(name, operator), operator, products, us };
  });
  printSums("operator", timed, (node) => node.operator);
  printSums("layer", timed, (node) => node.layer);
}

function printSums(title, nodes, keyOf) {
  const sums = new Map();
  for (const node of nodes) {
    const sum = sums.get(keyOf(node)) ?? { count: 0, us: 0, products: 0 };
    sums.set(keyOf(node), sum);
    sum.count++;
    sum.us += node.us;
    sum.products += node.products;
  }
  const all = nodes.reduce((total, { us }) => total + us, 0);
  console.log(`\n| ${title} | nodes | us | share | k products | GMAC/s |`);
  console.log("| --- | --- | --- | --- | --- | --- |");
  for (const [key, { count, us, products }] of sums)
    console.log(
      `| ${key} | ${count} | ${us.toFixed(1)} | ${((100 * us) / all).toFixed(1)} % | ${products ? (products / 1000).toFixed(0) : ""} | ${products ? (products / us / 1000).toFixed(1) : ""} |`,
    );
  console.log(`| all | ${nodes.length} | ${all.toFixed(0)} | | | |`);
}

/** Products of a convolution or of a fully connected layer, from the shapes that the profiler tells. */
function products({ op_name, input_type_shape, output_type_shape }) {
  const sides = (port) => Object.values(port)[0];
  const count = (shape) => shape.reduce((a, b) => a * b, 1);
  const out = count(sides(output_type_shape[0]));
  if (/Conv/.test(op_name))
    return out * count(sides(input_type_shape[1]).slice(1));
  return /Gemm/.test(op_name) ? out * sides(input_type_shape[0])[1] : 0;
}

/** The layer that a node of the run graph belongs to; the name of its operator where it belongs to none. */
function layerOf(name, operator) {
  const layer = name
    .replace(/^fused /, "")
    .replace(/_nchwc$|_token_\d+$/g, "")
    .replace(/\/(activation|sum|product\d)$/, "")
    .replace(/_\d+$/, "");
  return layer.includes("/") || layer === "stem" ? layer : operator;
}
