import { landmarksInMap, renderDhm, renderLandmarkMap } from "@fdhm/dhm";
import { parseDecoding } from "@fdhm/landmarks";
import { beforeAll, describe, expect, it } from "@jest/globals";
import proto from "onnx-proto";
import * as ort from "onnxruntime-web/wasm";
import { startWasmBackend } from "./backend.ts";
import { exportOnnx } from "./export-onnx.ts";
import { createFastDhm } from "./fast-dhm.ts";
import { FAST_DHM_PRESETS } from "./fast-dhm-presets.ts";
import {
  channelsFirst,
  decodingFor,
  distance,
  runOnnx,
} from "./onnx.test.fixture.ts";
import { OnnxGraph } from "./onnx-graph.ts";
import { addHeatMap, addLandmarkMap } from "./onnx-heat-map.ts";
import { predict } from "./predict.ts";
import type { Network } from "./network.ts";
import {
  createUniform,
  MEAN_FACE,
  noiseBatch,
  INDEXED_FAST_DHM,
  SKIPPING_FAST_DHM,
  TINY,
  TINY_FAST_DHM,
  usedWeights,
} from "./tiny-networks.test.fixture.ts";
import { initialWeights } from "./weight-layout.ts";

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  await startWasmBackend();
});

describe.each<[string, Network]>([
  ...Object.entries(TINY),
  [
    "fast-dhm with ReLU",
    createFastDhm({ ...TINY_FAST_DHM, activation: "relu" }),
  ],
  ["fast-dhm with hard swish and a skip", createFastDhm(SKIPPING_FAST_DHM)],
  ["fast-dhm with an indexed step", createFastDhm(INDEXED_FAST_DHM)],
  [
    "fast-dhm with uncertainty",
    createFastDhm({ ...TINY_FAST_DHM, uncertainty: true }),
  ],
])("exportOnnx of %s", (_, network) => {
  const size = network.inputSize;
  const weights = usedWeights(network);

  it.each([1, 5])("runs as in TensorFlow.js, %d faces", async (count) => {
    const { images } = noiseBatch(network, count);
    const session = await ort.InferenceSession.create(
      exportOnnx(network, weights, decodingFor(size)),
    );
    const image = new ort.Tensor("float32", channelsFirst(images, size), [
      count,
      3,
      size,
      size,
    ]);
    const { landmarks, score, uncertainty } = await session.run({ image });
    await session.release();
    expect(landmarks?.dims).toEqual([count, 68, 3]);
    expect(score?.dims).toEqual([count, 1]);
    const wanted = await predict(network, weights, images);
    expect(
      distance(landmarks?.data as Float32Array, wanted.landmarks),
    ).toBeLessThan(1e-4);
    expect(distance(score?.data as Float32Array, wanted.scores)).toBeLessThan(
      1e-4,
    );
    expect(uncertainty?.dims).toEqual(
      network.uncertain ? [count, 68] : undefined,
    );
    if (wanted.uncertainty)
      expect(
        distance(uncertainty?.data as Float32Array, wanted.uncertainty),
      ).toBeLessThan(1e-4);
  });

  it("carries its decoding", () => {
    const decoding = decodingFor(size);
    const { metadataProps } = proto.onnx.ModelProto.decode(
      exportOnnx(network, weights, decoding),
    );
    expect(metadataProps.map(({ key }) => key)).toEqual(["fdhm"]);
    expect(parseDecoding(metadataProps[0]?.value ?? "")).toEqual(decoding);
  });

  it.each([1, 5])("gives the same from a bias map, %d faces", async (count) => {
    const { images } = noiseBatch(network, count);
    const [drawn, bias] = await Promise.all(
      (["drawn", "bias"] as const).map((heatMap) =>
        runOnnx(
          exportOnnx(network, weights, decodingFor(size), { heatMap }),
          images,
          size,
        ),
      ),
    );
    expect(distance(bias?.landmarks, drawn?.landmarks)).toBeLessThan(1e-5);
    expect(distance(bias?.score, drawn?.score)).toBeLessThan(1e-5);
  });

  it("runs with a fixed batch, and with that one alone", async () => {
    const file = exportOnnx(network, weights, decodingFor(size), { batch: 2 });
    const two = noiseBatch(network, 2).images;
    const free = exportOnnx(network, weights, decodingFor(size));
    const wanted = await runOnnx(free, two, size);
    const received = await runOnnx(file, two, size);
    expect(distance(received.landmarks, wanted.landmarks)).toBeLessThan(1e-5);
    const three = noiseBatch(network, 3).images;
    await expect(runOnnx(file, three, size)).rejects.toThrow(/[Ii]nvalid dim/);
  });

  it("answers nearly the same with half floats", async () => {
    const { images } = noiseBatch(network, 3);
    const decoding = decodingFor(size);
    const full = exportOnnx(network, weights, decoding);
    const half = exportOnnx(network, weights, decoding, { weights: "float16" });
    const wanted = await runOnnx(full, images, size);
    const received = await runOnnx(half, images, size);
    const apart = distance(received.landmarks, wanted.landmarks);
    expect(apart).toBeLessThan(0.01);
    // It did round.
    expect(apart).toBeGreaterThan(0);
  });

  it("refuses weights that half floats cannot hold, by name", () => {
    const huge = weights.slice();
    const { name, offset } = network.layout.weights.find((weight) =>
      /\/kernel\d?$/.test(weight.name),
    ) as { name: string; offset: number };
    huge[offset] = 1e6;
    expect(() =>
      exportOnnx(network, huge, decodingFor(size), { weights: "float16" }),
    ).toThrow(`from -65504 to 65504, for ${name}[0] but received`);
  });

  it("refuses what does not belong together", () => {
    expect(() => exportOnnx(network, weights, decodingFor(size + 1))).toThrow(
      `Expected ${size} px for decoding.inputSize but received ${size + 1}`,
    );
    expect(() =>
      exportOnnx(network, weights.slice(1), decodingFor(size)),
    ).toThrow("for weights but received Float32Array");
    expect(() =>
      exportOnnx(network, weights.with(3, NaN), decodingFor(size)),
    ).toThrow("Expected a finite number for weights[3] but received NaN");
  });
});

describe("file sizes", () => {
  it.each([
    ["fast-dhm", 976 * 1024],
    ["fast-dhm-paper", 976 * 1024],
    ["fast-dhm-x2", 2.2 * 1024 ** 2],
    ["fast-dhm-paper-x2", 2.2 * 1024 ** 2],
  ] as const)("%s is no larger than the paper's", (name, limit) => {
    const network = createFastDhm({
      ...FAST_DHM_PRESETS[name],
      meanFace: MEAN_FACE,
    });
    const weights = initialWeights(network.layout, createUniform(4));
    const { length } = exportOnnx(
      network,
      weights,
      decodingFor(network.inputSize),
    );
    expect(length).toBeLessThanOrEqual(limit);
    expect(length).toBeGreaterThan(0.8 * limit);
    const half = exportOnnx(network, weights, decodingFor(network.inputSize), {
      weights: "float16",
    });
    expect(half.length).toBeLessThan(0.53 * length);
  });
});

describe("addLandmarkMap", () => {
  it("draws what renderLandmarkMap draws", async () => {
    const landmarks = landmarksInMap(MEAN_FACE, 24);
    const graph = new OnnxGraph();
    const map = addLandmarkMap(graph, "map", landmarks, 24);
    graph.node("Identity", [map], {}, "drawn");
    const session = await ort.InferenceSession.create(
      graph.write("map", [], [{ name: "drawn", shape: [1, 1, 24, 24] }], {}),
    );
    const { drawn } = await session.run({});
    await session.release();
    const wanted = renderLandmarkMap(landmarks, 24);
    expect(Math.max(...wanted)).toBe(1);
    expect(distance(drawn?.data as Float32Array, wanted)).toBeLessThan(1e-6);
  });
});

describe("addHeatMap", () => {
  it.each([
    ["inside the map", 1],
    ["partly outside it", 2],
  ])("draws what renderDhm draws, landmarks %s", async (_, spread) => {
    const size = 24;
    const landmarks = Float32Array.from(
      MEAN_FACE,
      (value) => (value * spread + 0.5) * size,
    );
    const graph = new OnnxGraph();
    const map = addHeatMap(graph, "dhm", landmarks, size);
    graph.node("Identity", [map], {}, "map");
    const session = await ort.InferenceSession.create(
      graph.write("dhm", [], [{ name: "map", shape: [1, 3, size, size] }], {}),
    );
    const { map: drawn } = await session.run({});
    await session.release();
    const wanted = channelsFirst(renderDhm(landmarks, size), size);
    expect(Math.max(...wanted)).toBeGreaterThan(0.9);
    expect(distance(drawn?.data as Float32Array, wanted)).toBeLessThan(1e-6);
  });
});
