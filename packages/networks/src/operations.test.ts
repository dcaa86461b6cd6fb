import { beforeAll, describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs";
import * as ort from "onnxruntime-web/wasm";
import { startCpuBackend, startWasmBackend } from "./backend.ts";
import { OnnxGraph } from "./onnx-graph.ts";
import { OnnxOps } from "./onnx-ops.ts";
import { resolveOnnxOptions } from "./onnx-options.ts";
import type { Ops } from "./ops.ts";
import { ShapeOps } from "./shape-ops.ts";
import { TfjsOps } from "./tfjs-ops.ts";
import { createUniform } from "./tiny-networks.test.fixture.ts";

/** An operation on one tensor, and what a person computes for two faces. */
interface Case {
  readonly shape: readonly number[];
  readonly input: readonly number[];
  readonly run: <T>(ops: Ops<T>, x: T) => T;
  readonly output: readonly number[];
  readonly outputShape: readonly number[];
}

/** Variables that the cases use, by name. */
const WEIGHTS: Record<string, { shape: number[]; values: number[] }> = {
  "dense/kernel": { shape: [2, 3], values: [1, 2, 3, 4, 5, 6] },
  "norm/gamma": { shape: [4], values: [1, 2, 1, 1] },
  "norm/beta": { shape: [4], values: [0, 0, 0, 5] },
  "conv/kernel": { shape: [1, 1, 1, 2], values: [1, -1] },
  "conv/bias": { shape: [2], values: [0, 0.5] },
};

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const flat = (values: readonly number[], f: (x: number) => number) => ({
  shape: [values.length / 2],
  input: values,
  output: values.map(f),
  outputShape: [values.length / 2],
});
/** The root of a variance of 1 and the epsilon. */
const ROOT = Math.sqrt(1 + 1e-5);

const CASES: Record<string, Case> = {
  relu: {
    ...flat([-2, 0.5, 3, -0.1], (x) => Math.max(x, 0)),
    run: (ops, x) => ops.relu(x),
  },
  sigmoid: {
    ...flat([-2, 0.5, 3, -0.1], sigmoid),
    run: (ops, x) => ops.sigmoid(x),
  },
  sine: { ...flat([-2, 0.5, 3, -0.1], Math.sin), run: (ops, x) => ops.sine(x) },
  cosine: {
    ...flat([-2, 0.5, 3, -0.1], Math.cos),
    run: (ops, x) => ops.cosine(x),
  },
  subtract: {
    ...flat([-2, 0.5, 3, -0.1], (x) => Math.sin(x) - x),
    run: (ops, x) => ops.subtract(ops.sine(x), x),
  },
  product: {
    ...flat([-2, 0.5, 3, -0.1], (x) => Math.sin(x) * x),
    run: (ops, x) => ops.product(ops.sine(x), x),
  },
  "slice of a run": {
    shape: [3],
    input: [1, 2, 3, 4, 5, 6],
    run: (ops, x) => ops.slice(x, 1, 2),
    output: [2, 3, 5, 6],
    outputShape: [2],
  },
  "product, sum and difference with one number": {
    shape: [3],
    input: [1, 2, 3, 4, 5, 6],
    run: (ops, x) => {
      const first = ops.slice(x, 0, 1);
      return ops.subtract(first, ops.add(ops.product(first, x), first));
    },
    output: [-1, -2, -3, -16, -20, -24],
    outputShape: [3],
  },
  centre: {
    shape: [3],
    input: [1, 2, 6, 0, 0, 3],
    run: (ops, x) => ops.centre(x),
    output: [-2, -1, 3, -1, -1, 2],
    outputShape: [3],
  },
  stack: {
    shape: [4],
    input: [1, 2, 3, 4, 5, 6, 7, 8],
    run: (ops, x) => ops.stack([ops.slice(x, 0, 2), ops.slice(x, 2, 2)]),
    output: [1, 3, 2, 4, 5, 7, 6, 8],
    outputShape: [2, 2],
  },
  affine: {
    shape: [2],
    input: [1, 2, 3, 4],
    run: (ops, x) => ops.affine(x, "affine", [2, -1], [10, 20]),
    output: [12, 18, 16, 16],
    outputShape: [2],
  },
  linear: {
    shape: [2],
    input: [1, 2, 3, 4],
    run: (ops, x) =>
      ops.add(
        ops.linear(
          x,
          "linear",
          new Float32Array([1, 0, 1, 0, 1, 1]),
          new Float32Array([0, 10, 0]),
        ),
        ops.linear(x, "other", new Float32Array([1, 1, 1, 0, 0, 0])),
      ),
    output: [2, 13, 4, 6, 17, 10],
    outputShape: [3],
  },
  "dense without biases": {
    shape: [2],
    input: [1, 2, 3, 4],
    run: (ops, x) => ops.dense(x, "dense", { units: 3, bias: "none", gain: 2 }),
    output: [18, 24, 30, 38, 52, 66],
    outputShape: [3],
  },
  maxPool: {
    shape: [2, 4, 2],
    // Two rows of four pixels; the second channel is the first's negative, tenfold.
    input: [1, 2, 3, 4, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0.5, 9, 0.25].flatMap(
      (x) => [x, -10 * x],
    ),
    run: (ops, x) => ops.maxPool(x),
    output: [8, -10, 6, -30, 4, 0, 9, -2.5],
    outputShape: [1, 2, 2],
  },
  upsample: {
    shape: [1, 2, 2],
    input: [1, 2, 3, 4, 5, 6, 7, 8],
    run: (ops, x) => ops.upsample(x),
    output: [
      ...[1, 2, 1, 2, 3, 4, 3, 4, 1, 2, 1, 2, 3, 4, 3, 4],
      ...[5, 6, 5, 6, 7, 8, 7, 8, 5, 6, 5, 6, 7, 8, 7, 8],
    ],
    outputShape: [2, 4, 2],
  },
  groupNorm: {
    shape: [1, 2, 4],
    // Two pixels, two groups of two channels, each with a deviation of 1.
    input: [1, 3, -5, -7, 3, 1, -5, -7, 11, 9, 4, 2, 11, 9, 2, 4],
    run: (ops, x) => ops.groupNorm(x, "norm", 2),
    output: [-1, 2, 1, -1, 1, -2, 1, -1, 1, -2, 1, -1, 1, -2, -1, 1].map(
      (x, i) => x / ROOT + (i % 4 === 3 ? 5 : 0),
    ),
    outputShape: [1, 2, 4],
  },
  "convolution with bias and ReLU": {
    shape: [1, 2, 1],
    input: [3, -2, 0.25, 0.1],
    run: (ops, x) =>
      ops.convolution([x], "conv", {
        filters: 2,
        kernel: 1,
        finish: "bias-relu",
      }),
    output: [3, 0, 0, 2.5, 0.25, 0.25, 0.1, 0.4],
    outputShape: [1, 2, 2],
  },
};

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
});

describe.each(Object.entries(CASES))("%s", (_, wanted) => {
  const { shape, input, run, output, outputShape } = wanted;
  const count = 2;

  function use(ops: TfjsOps): void {
    ops.use(
      new Map(
        Object.entries(WEIGHTS).map(([name, weight]) => [
          name,
          tf.tensor(weight.values, weight.shape),
        ]),
      ),
    );
  }

  /** Gradient of the output's scalar product with chance numbers, and the same by differences. */
  function gradients(): { found: Float32Array; wanted: number[] } {
    const ops = new TfjsOps();
    use(ops);
    const uniform = createUniform(7);
    const towards = tf.tensor(
      output.map(() => uniform() - 0.5),
      [count, ...outputShape],
    );
    const product = (x: tf.Tensor) => tf.sum(tf.mul(run(ops, x), towards));
    const tensor = (values: readonly number[]) =>
      tf.tensor([...values], [count, ...shape]);
    const found = tf.grad(product)(tensor(input)).dataSync<"float32">();
    const along = (i: number, step: number) =>
      product(tensor(input.with(i, input[i]! + step))).dataSync()[0]!;
    const wanted = input.map(
      (_, i) => (along(i, 0.01) - along(i, -0.01)) / 0.02,
    );
    ops.dispose();
    return { found, wanted };
  }

  it("has the shape that it is counted with", () => {
    const x = { shape, constant: false };
    expect(run(new ShapeOps(), x)).toEqual({
      shape: outputShape,
      constant: false,
    });
  });

  it.each([
    ["cpu", startCpuBackend],
    ["wasm", startWasmBackend],
  ])("computes what a person computes on %s", async (_, start) => {
    await start();
    const ops = new TfjsOps();
    use(ops);
    const y = run(ops, tf.tensor([...input], [count, ...shape]));
    expect(y.shape).toEqual([count, ...outputShape]);
    near(y.dataSync<"float32">(), output, 1e-5);
    ops.dispose();
  });

  it.each([
    ["cpu", startCpuBackend],
    ["wasm", startWasmBackend],
  ])("has the gradient that differences give on %s", async (_, start) => {
    await start();
    const { found, wanted } = gradients();
    near(found, wanted, 3e-3);
    expect(wanted.some((value) => Math.abs(value) > 0.05)).toBe(true);
  });

  it("is exported as it computes", async () => {
    const graph = new OnnxGraph();
    const ops = new OnnxOps(
      graph,
      (name) => Float32Array.from(WEIGHTS[name]?.values ?? []),
      resolveOnnxOptions({}),
    );
    const picture = shape.length === 3;
    const nchw = (sides: readonly number[]) =>
      picture && sides.length === 3
        ? [sides[2] as number, sides[0] as number, sides[1] as number]
        : [...sides];
    const y = run(ops, { name: "x", shape });
    expect(y.shape).toEqual(outputShape);
    graph.node("Identity", [y.name], {}, "y");
    const session = await ort.InferenceSession.create(
      graph.write(
        "operation",
        [{ name: "x", shape: ["n", ...nchw(shape)] }],
        [{ name: "y", shape: ["n", ...nchw(outputShape)] }],
        {},
      ),
    );
    const data = turned(input, shape, picture, 2);
    const x = new ort.Tensor("float32", data, [count, ...nchw(shape)]);
    const result = await session.run({ x });
    await session.release();
    expect(result.y?.dims).toEqual([count, ...nchw(outputShape)]);
    near(
      result.y?.data as Float32Array,
      turned(output, outputShape, picture, 2),
      1e-5,
    );
  });
});

/** Pictures from channels last to channels first; anything else as it is. */
function turned(
  values: readonly number[],
  shape: readonly number[],
  picture: boolean,
  count: number,
): Float32Array {
  if (!picture || shape.length !== 3) return Float32Array.from(values);
  const [height, width, channels] = shape as [number, number, number];
  const pixels = height * width;
  return Float32Array.from({ length: count * pixels * channels }, (_, i) => {
    const face = Math.floor(i / (pixels * channels));
    const channel = Math.floor(i / pixels) % channels;
    return values[(face * pixels + (i % pixels)) * channels + channel]!;
  });
}

function near(
  values: ArrayLike<number>,
  wanted: ArrayLike<number>,
  tolerance: number,
): void {
  expect(values.length).toBe(wanted.length);
  for (let i = 0; i < wanted.length; i++)
    expect(Math.abs(values[i]! - wanted[i]!)).toBeLessThan(tolerance);
}
