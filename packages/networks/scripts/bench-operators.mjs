/**
 * Times single operators at the sizes that networks use them in, one thread, batch 1: what a millisecond buys.
 *
 *   npm install --no-save onnxruntime-node@1.30.0
 *   node packages/networks/scripts/bench-operators.mjs [native] [wasm] > costs.md
 *
 * An operator's time is the slope between a graph that holds few of it and one that holds many, so that a run's own costs, the
 * copies of input and output and changes of memory layout at the ends fall out. Graphs of one slope run in turn, and the fastest of
 * many runs counts, so that other work on the machine falls out too.
 */
import { OnnxGraph } from "../dist/onnx-graph.js";
import { openRuntime } from "./onnx-runtimes.mjs";

const FEW = 2;
const MANY = 10;
/** For how long a pair of graphs is run, in ms. */
const BUDGET = 250;
const WARM_UP = 8;
const LEAST_RUNS = 12;
/** Products above which an operator is left out, by run time: it would take seconds. */
const MOST_PRODUCTS = { native: 120e6, wasm: 40e6 };

const SIDES = [112, 56, 28, 14, 7];
const CHANNELS = [16, 32, 64, 128, 256];

let weights = 0;
let state = 1;

const FOLLOWERS = {
  nothing: (graph, x) => x,
  ReLU6: clip,
  ReLU: (graph, x) => graph.node("Relu", [x]),
  "hard swish": (graph, x) => graph.node("HardSwish", [x]),
  tanh: (graph, x) => graph.node("Tanh", [x]),
  "Min(Max(x, 0), 6)": (graph, x) =>
    graph.node("Min", [
      graph.node("Max", [x, graph.constant("zero", [], [0])]),
      graph.constant("six", [], [6]),
    ]),
  "sum with its input": (graph, x, before) => graph.node("Add", [x, before]),
};

const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : ["native", "wasm"]) {
  const runtime = await openRuntime(name);
  console.log(`\n## ${runtime.title}\n`);
  // A module's first seconds run code that is compiled in haste.
  for (let i = 0; i < WARM_UP; i++)
    await slope(runtime, (count) =>
      chain(count, [16, 112, 112], (graph, x) =>
        clip(graph, conv(graph, x, 16, 16, 3, 1, 16)),
      ),
    );
  await table(runtime, name, "Depthwise 3x3 + ReLU6", (side, channels) => ({
    products: 9 * channels * side ** 2,
    build: (count) =>
      chain(count, [channels, side, side], (graph, x) =>
        clip(graph, conv(graph, x, channels, channels, 3, 1, channels)),
      ),
  }));
  await table(runtime, name, "Pointwise C to C + ReLU6", (side, channels) => ({
    products: channels ** 2 * side ** 2,
    build: (count) =>
      chain(count, [channels, side, side], (graph, x) =>
        clip(graph, conv(graph, x, channels, channels, 1, 1, 1)),
      ),
  }));
  await table(
    runtime,
    name,
    "Full 3x3 convolution C to C + ReLU6",
    (side, channels) => ({
      products: 9 * channels ** 2 * side ** 2,
      build: (count) =>
        chain(count, [channels, side, side], (graph, x) =>
          clip(graph, conv(graph, x, channels, channels, 3, 1, 1)),
        ),
    }),
  );
  await table(
    runtime,
    name,
    "Depthwise 3x3, stride 2, from this side, each with one Add",
    (side, channels) => ({
      // From 7 px none goes on.
      products: side === 7 ? Infinity : (9 * channels * side ** 2) / 4,
      build: (count) =>
        fan(count, [channels, side, side], (graph, x) =>
          conv(graph, x, channels, channels, 3, 2, channels),
        ),
    }),
  );
  await table(runtime, name, "Tanh", (side, channels) => ({
    elements: channels * side ** 2,
    build: (count) =>
      chain(count, [channels, side, side], (graph, x) =>
        graph.node("Tanh", [x]),
      ),
  }));
  await table(runtime, name, "Add", (side, channels) => ({
    elements: channels * side ** 2,
    build: (count) => {
      const graph = new OnnxGraph();
      let x = "x";
      for (let i = 0; i < count; i++) x = graph.node("Add", [x, "x"]);
      return finish(graph, [channels, side, side], x);
    },
  }));
  await rows(
    runtime,
    name,
    "Stem: 3x3, stride 2, from 3 channels, + ReLU6, each with one Add",
    [96, 112, 128, 160, 192, 224].flatMap((side) =>
      [8, 16, 24, 32].map((filters) => ({
        label: `${side} px to ${filters}`,
        products: (27 * filters * side ** 2) / 4,
        build: (count) =>
          fan(count, [3, side, side], (graph, x) =>
            clip(graph, conv(graph, x, 3, filters, 3, 2, 1)),
          ),
      })),
    ),
  );
  await rows(
    runtime,
    name,
    "Gemm to 204",
    [128, 256, 512, 784, 1176, 1568, 3136, 6272].map((inputs) => ({
      label: `${inputs} inputs`,
      products: 204 * inputs,
      build: (count) =>
        fan(count, [inputs], (graph, x) =>
          graph.node("Gemm", [
            x,
            weight(graph, [inputs, 204], inputs),
            weight(graph, [204], 204),
          ]),
        ),
    })),
  );
  await rows(
    runtime,
    name,
    "What follows a pointwise convolution, with it",
    [
      [56, 16],
      [28, 64],
      [7, 128],
    ].flatMap(([side, channels]) =>
      Object.entries(FOLLOWERS).map(([label, follow]) => ({
        label: `${side} px, ${channels} ch, ${label}`,
        products: channels ** 2 * side ** 2,
        build: (count) =>
          chain(count, [channels, side, side], (graph, x) =>
            follow(graph, conv(graph, x, channels, channels, 1, 1, 1), x),
          ),
      })),
    ),
  );
  await rows(
    runtime,
    name,
    "By itself on signs that cannot be foretold, 56 px, 16 ch, each with one Sub",
    Object.entries(FOLLOWERS)
      .filter(([label]) => label !== "sum with its input")
      .map(([label, follow]) => ({
        label,
        products: 16 * 56 ** 2,
        build: (count) =>
          chain(count, [16, 56, 56], (graph, x) =>
            graph.node("Sub", [follow(graph, x), "x"]),
          ),
      })),
  );
  const empty = await fastest(runtime, [
    chain(0, [3, 112, 112], undefined),
    chain(1, [3, 112, 112], (graph, x) => graph.node("Identity", [x])),
  ]);
  const small = await slope(runtime, (count) =>
    chain(count, [4], (graph, x) => graph.node("Tanh", [x])),
  );
  console.log(
    `\nA run that only pools a picture of 3 x 112 x 112: ${(1000 * empty[0]).toFixed(0)} us. A node of 4 elements: ${(1000 * small).toFixed(1)} us.`,
  );
}

/** Microseconds, and products or elements a microsecond, by side and channels. */
async function table(runtime, name, title, operator) {
  console.log(`\n**${title}** (us; in brackets GMAC/s or G elements/s)\n`);
  console.log(`| side | ${CHANNELS.map((c) => `${c} ch`).join(" | ")} |`);
  console.log(`| --- |${" --- |".repeat(CHANNELS.length)}`);
  for (const side of SIDES) {
    const cells = [];
    for (const channels of CHANNELS) {
      const { products, elements, build } = operator(side, channels);
      if ((products ?? 9 * elements) > MOST_PRODUCTS[name]) cells.push("");
      else cells.push(cell(await slope(runtime, build), products ?? elements));
    }
    console.log(`| ${side} | ${cells.join(" | ")} |`);
  }
}

async function rows(runtime, name, title, operators) {
  console.log(`\n**${title}** (us; in brackets GMAC/s)\n`);
  for (const { label, products, build } of operators)
    if (products <= MOST_PRODUCTS[name])
      console.log(`- ${label}: ${cell(await slope(runtime, build), products)}`);
}

function cell(milliseconds, work) {
  const us = 1000 * milliseconds;
  return `${us.toFixed(us < 10 ? 1 : 0)} (${(work / us / 1000).toFixed(1)})`;
}

async function slope(runtime, build) {
  const [few, many] = await fastest(runtime, [build(FEW), build(MANY)]);
  return (many - few) / (MANY - FEW);
}

/** Fastest run of each graph in ms, run in turn. */
async function fastest(runtime, graphs) {
  const sessions = [];
  for (const { file, shape } of graphs)
    sessions.push(await runtime.open(file, { x: [1, ...shape] }));
  const best = sessions.map(() => Infinity);
  const end = performance.now() + BUDGET;
  for (let i = 0; i < LEAST_RUNS || performance.now() < end; i++)
    for (const [s, session] of sessions.entries()) {
      const start = performance.now();
      await session.run();
      best[s] = Math.min(best[s], performance.now() - start);
    }
  for (const session of sessions) await session.release();
  return best;
}

/** One operator after another. */
function chain(count, shape, add) {
  const graph = new OnnxGraph();
  let x = "x";
  for (let i = 0; i < count; i++) x = add(graph, x);
  return finish(graph, shape, x);
}

/** Operators beside each other on one input, their results added up. */
function fan(count, shape, add) {
  const graph = new OnnxGraph();
  let sum = add(graph, "x");
  for (let i = 0; i < count; i++)
    sum = graph.node("Add", [sum, add(graph, "x")]);
  return finish(graph, shape, sum);
}

function finish(graph, shape, x) {
  const pooled = shape.length === 3 ? graph.node("GlobalAveragePool", [x]) : x;
  graph.node("ReduceMax", [pooled], { keepdims: 1 }, "y");
  const ones = Array(shape.length + 1).fill(1);
  return {
    shape,
    file: graph.write(
      "operator",
      [{ name: "x", shape: [1, ...shape] }],
      [{ name: "y", shape: ones }],
      {},
    ),
  };
}

function conv(graph, x, inputs, outputs, kernel, stride, group) {
  const fanIn = (inputs / group) * kernel ** 2;
  return graph.node(
    "Conv",
    [
      x,
      weight(graph, [outputs, inputs / group, kernel, kernel], fanIn),
      weight(graph, [outputs], 100),
    ],
    {
      kernel_shape: [kernel, kernel],
      strides: [stride, stride],
      pads:
        kernel === 1
          ? [0, 0, 0, 0]
          : [stride === 1 ? 1 : 0, stride === 1 ? 1 : 0, 1, 1],
      group,
    },
  );
}

function clip(graph, x) {
  return graph.node("Clip", [
    x,
    graph.constant("zero", [], [0]),
    graph.constant("six", [], [6]),
  ]);
}

/** A constant of its own, of a size that keeps values near 1 through a long chain. */
function weight(graph, shape, fanIn) {
  const length = shape.reduce((a, b) => a * b, 1);
  const values = Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32 - 0.45) * Math.sqrt(24 / fanIn);
  });
  return graph.constant(`w${weights++}`, shape, values);
}
