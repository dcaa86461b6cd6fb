import { landmarksInMap, renderDhm, renderLandmarkMap } from "@fdhm/dhm";
import { parseDecoding, type Decoding } from "@fdhm/landmarks";
import { beforeAll, describe, expect, it } from "@jest/globals";
import proto from "onnx-proto";
import * as ort from "onnxruntime-web/wasm";
import { startWasmBackend } from "./backend.ts";
import { exportOnnx } from "./export-onnx.ts";
import { createFastDhm } from "./fast-dhm.ts";
import { FAST_DHM_PRESETS } from "./fast-dhm-presets.ts";
import { OnnxGraph } from "./onnx-graph.ts";
import { addHeatMap, addLandmarkMap } from "./onnx-heat-map.ts";
import { predict } from "./predict.ts";
import type { Network } from "./network.ts";
import {
  createUniform,
  MEAN_FACE,
  noiseBatch,
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

function decodingFor(inputSize: number): Decoding {
  return {
    format: "fdhm",
    version: 1,
    network: "tiny",
    landmarks: "ibug68",
    inputSize,
    boxScale: Math.SQRT2,
    boxShift: [0, 0],
    normalisation: { mean: [127, 127, 127], deviation: [128, 128, 128] },
    meanFace: MEAN_FACE,
    meanNormals: MEAN_FACE,
  };
}

/** [B, S, S, 3] to [B, 3, S, S]. */
function channelsFirst(images: Float32Array, size: number): Float32Array {
  const pixels = size ** 2;
  return images.map((_, i) => {
    const [face, rest] = [Math.floor(i / (3 * pixels)), i % (3 * pixels)];
    const [channel, pixel] = [Math.floor(rest / pixels), rest % pixels];
    return images[(face * pixels + pixel) * 3 + channel] as number;
  });
}

describe.each<[string, Network]>([
  ...Object.entries(TINY),
  [
    "fast-dhm with ReLU",
    createFastDhm({ ...TINY_FAST_DHM, activation: "relu" }),
  ],
  ["fast-dhm with hard swish and a skip", createFastDhm(SKIPPING_FAST_DHM)],
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
    expect(distance(landmarks?.data, wanted.landmarks)).toBeLessThan(1e-4);
    expect(distance(score?.data, wanted.scores)).toBeLessThan(1e-4);
    expect(uncertainty?.dims).toEqual(
      network.uncertain ? [count, 68] : undefined,
    );
    if (wanted.uncertainty)
      expect(distance(uncertainty?.data, wanted.uncertainty)).toBeLessThan(
        1e-4,
      );
  });

  it("carries its decoding", () => {
    const decoding = decodingFor(size);
    const { metadataProps } = proto.onnx.ModelProto.decode(
      exportOnnx(network, weights, decoding),
    );
    expect(metadataProps.map(({ key }) => key)).toEqual(["fdhm"]);
    expect(parseDecoding(metadataProps[0]?.value ?? "")).toEqual(decoding);
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
    expect(distance(drawn?.data, wanted)).toBeLessThan(1e-6);
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
    expect(distance(drawn?.data, wanted)).toBeLessThan(1e-6);
  });
});

function distance(values: unknown, wanted: Float32Array): number {
  const received = values as Float32Array;
  expect(received.length).toBe(wanted.length);
  return Math.max(
    ...wanted.map((value, i) => Math.abs(value - (received[i] as number))),
  );
}
