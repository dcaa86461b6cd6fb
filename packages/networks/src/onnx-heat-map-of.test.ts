import { beforeAll, describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs";
import * as ort from "onnxruntime-web/wasm";
import { startCpuBackend } from "./backend.ts";
import { OnnxGraph } from "./onnx-graph.ts";
import { OnnxOps } from "./onnx-ops.ts";
import { resolveOnnxOptions } from "./onnx-options.ts";
import { TfjsOps } from "./tfjs-ops.ts";
import { createUniform } from "./tiny-networks.test.fixture.ts";

const SIZE = 24;

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  await startCpuBackend();
});

describe("heatMapOf", () => {
  const uniform = createUniform(5);
  const scatter = (spread: number) =>
    Float32Array.from({ length: 3 * 204 }, () => spread * (uniform() - 0.5));

  it.each([
    ["inside the map", scatter(0.8)],
    ["partly outside it", scatter(1.6)],
    ["on pixels and halves", scatter(0.9).map(toHalves)],
    ["in one plane", scatter(0.9).map((v, i) => (i % 3 === 2 ? 0.25 : v))],
  ])("is exported as dhmTensor draws, landmarks %s", async (_, landmarks) => {
    const ops = new TfjsOps();
    const wanted = tf.tidy(() => {
      const map = ops.heatMapOf(tf.tensor(landmarks, [3, 68, 3]), SIZE);
      return tf.transpose(map, [0, 3, 1, 2]).dataSync<"float32">();
    });
    const graph = new OnnxGraph();
    const { name } = new OnnxOps(
      graph,
      () => new Float32Array(),
      resolveOnnxOptions({}),
    ).heatMapOf({ name: "landmarks", shape: [68, 3] }, SIZE);
    graph.node("Identity", [name], {}, "map");
    const session = await ort.InferenceSession.create(
      graph.write(
        "map",
        [{ name: "landmarks", shape: ["n", 68, 3] }],
        [{ name: "map", shape: ["n", 3, SIZE, SIZE] }],
        {},
      ),
    );
    const input = new ort.Tensor("float32", landmarks, [3, 68, 3]);
    const { map } = await session.run({ landmarks: input });
    await session.release();
    expect(map?.dims).toEqual([3, 3, SIZE, SIZE]);
    const drawn = map?.data as Float32Array;
    expect(Math.max(...wanted)).toBeGreaterThan(0.6);
    for (const [i, value] of wanted.entries()) {
      expect(Math.abs(drawn[i]! - value)).toBeLessThan(1e-6);
      expect(drawn[i]! > 0).toBe(value > 0);
    }
  });
});

/** The normalised coordinate whose place in the map is a multiple of half a px. */
function toHalves(value: number): number {
  const pixels = Math.round(2 * ((value + 0.5) * SIZE - 0.5)) / 2;
  return (pixels + 0.5) / SIZE - 0.5;
}
