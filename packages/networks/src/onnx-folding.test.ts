import { landmarksInMap, renderDhm, renderLandmarkMap } from "@fdhm/dhm";
import { describe, expect, it } from "@jest/globals";
import proto from "onnx-proto";
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
import { addHeatMap } from "./onnx-heat-map.ts";
import { OnnxOps, type OnnxTensor } from "./onnx-ops.ts";
import { resolveOnnxOptions, type OnnxHeatMap } from "./onnx-options.ts";
import type { ConvolutionOptions, Ops } from "./ops.ts";
import {
  createUniform,
  MEAN_FACE,
  noiseBatch,
  TINY,
  usedWeights,
} from "./tiny-networks.test.fixture.ts";
import { weightOf } from "./weight-layout.ts";

/** Half the distance between 1 and the next float32: what rounding errs by at most, as a fraction. */
const UNIT = 2 ** -24;

type Weight = (name: string) => Float32Array;

/** The network as the figure has it: maps are plain constants, laid beside the picture for one convolution of them all. */
class SideBySideOps extends OnnxOps {
  readonly #graph: OnnxGraph;
  /** Pixels of the kernels of layers with several inputs, by their names. */
  readonly #taps: Map<string, number>;

  constructor(graph: OnnxGraph, weight: Weight) {
    const taps = new Map<string, number>();
    const merged: Weight = (name) => {
      const count = taps.get(name);
      return count === undefined
        ? weight(name)
        : besideEachOther([weight(`${name}0`), weight(`${name}1`)], count);
    };
    super(graph, merged, resolveOnnxOptions({}));
    this.#graph = graph;
    this.#taps = taps;
  }

  override convolution(
    inputs: readonly OnnxTensor[],
    name: string,
    options: ConvolutionOptions,
  ): OnnxTensor {
    if (inputs.length === 1) return super.convolution(inputs, name, options);
    this.#taps.set(`${name}/kernel`, options.kernel ** 2);
    const names = inputs.map((x) => x.name);
    const [height, width] = inputs[0]?.shape as [number, number];
    const channels = inputs.reduce((sum, x) => sum + (x.shape[2] ?? 0), 0);
    const together = {
      name: this.#graph.node("Concat", names, { axis: 1 }),
      shape: [height, width, channels],
    };
    return super.convolution([together], name, options);
  }

  override heatMap(name: string, landmarks: Float32Array, size: number) {
    return this.#plain(name, renderDhm(landmarks, size), size, 3);
  }

  override landmarkMap(name: string, landmarks: Float32Array, size: number) {
    return this.#plain(name, renderLandmarkMap(landmarks, size), size, 1);
  }

  #plain(name: string, map: Float32Array, size: number, channels: number) {
    const shape = [1, channels, size, size];
    const values = channelsFirst(map, size, channels);
    return {
      name: this.#graph.constant(name, shape, values),
      shape: [size, size, channels],
    };
  }
}

/** Kernels `[height, width, in, out]` as one of all their inputs. */
function besideEachOther(
  kernels: readonly Float32Array[],
  taps: number,
): Float32Array {
  return Float32Array.from(
    Array.from({ length: taps }, (_, tap) =>
      kernels.flatMap((kernel) => {
        const size = kernel.length / taps;
        return [...kernel.subarray(tap * size, (tap + 1) * size)];
      }),
    ).flat(),
  );
}

const network = createFastDhm({
  ...FAST_DHM_PRESETS["fast-dhm"],
  meanFace: MEAN_FACE,
});
const { inputSize } = network;
const weights = usedWeights(network);
const { images } = noiseBatch(network, 1);

describe("the heat map, drawn when the file is loaded", () => {
  it("is the same to the bit as drawn at every run", async () => {
    const graph = new OnnxGraph();
    const landmarks = landmarksInMap(MEAN_FACE, inputSize);
    const map = addHeatMap(graph, "dhm", landmarks, inputSize);
    graph.node("Identity", [map], {}, "map");
    const shape = [1, 3, inputSize, inputSize];
    const file = graph.write("dhm", [], [{ name: "map", shape }], {});
    const [at, before] = await Promise.all(
      (["disabled", "all"] as const).map((graphOptimizationLevel) =>
        runOnnx(file, images, inputSize, { graphOptimizationLevel }),
      ),
    );
    expect(at?.map?.some((value) => value > 0.9)).toBe(true);
    expect(at?.map).toEqual(before?.map);
  });

  it.each(["free", 1] as const)(
    "leaves the network's answer where it is, batch %s",
    async (batch) => {
      const file = exportOnnx(network, weights, decodingFor(inputSize), {
        batch,
      });
      const [plain, folded] = await Promise.all(
        (["disabled", "all"] as const).map((graphOptimizationLevel) =>
          runOnnx(file, images, inputSize, { graphOptimizationLevel }),
        ),
      );
      const most = Math.max(...(plain?.landmarks ?? []).map(Math.abs));
      expect(distance(folded?.landmarks, plain?.landmarks)).toBeLessThan(
        16 * UNIT * most,
      );
    },
  );
});

/** Those whose map stays the same. */
const FAST = (["fast-dhm", "cnn-3d", "rnn-2d"] as const).map(
  (name) => [name, TINY[name]] as const,
);

describe.each(FAST)(
  "%s against picture and map side by side under one kernel",
  (_, tiny) => {
    const size = tiny.inputSize;
    const used = usedWeights(tiny);
    const batch = noiseBatch(tiny, 1);

    it.each<OnnxHeatMap>(["drawn", "bias"])("%s", async (heatMap) => {
      const graph = new OnnxGraph();
      const ops = new SideBySideOps(graph, (name) =>
        weightOf(tiny.layout, used, name),
      );
      const { landmarks, score } = tiny.run<OnnxTensor>(ops, {
        name: "image",
        shape: [size, size, 3],
      });
      const reference = graph.write(
        "reference",
        [{ name: "image", shape: [1, 3, size, size] }],
        [
          { name: landmarks.name, shape: [1, 68, 3] },
          { name: score.name, shape: [1, 1] },
        ],
        {},
      );
      const wanted = await runOnnx(reference, batch.images, size);
      const file = exportOnnx(tiny, used, decodingFor(size), { heatMap });
      const received = await runOnnx(file, batch.images, size);
      expect(distance(received.landmarks, wanted[landmarks.name])).toBeLessThan(
        1e-6,
      );
    });
  },
);

describe("the first convolution", () => {
  const size = 32;
  const filters = 8;
  const landmarks = landmarksInMap(MEAN_FACE, size);
  const options = { filters, kernel: 3, stride: 2, finish: "bias" } as const;

  /**
   * The answer of a stem, written in given operations.
   *
   * @param change - what is done to the numbers of kernels and bias, which are from -1 to 1.
   * @param plainMap - in place of the mean face's heat map.
   */
  async function stem(
    create: (graph: OnnxGraph, weight: Weight) => Ops<OnnxTensor>,
    picture: Float32Array,
    change: (value: number) => number,
    plainMap?: Float32Array,
  ): Promise<Float32Array> {
    const uniform = createUniform(5);
    const fill = (length: number) =>
      Float32Array.from({ length }, () => change(2 * uniform() - 1));
    const variables: Record<string, Float32Array> = {
      "stem/kernel0": fill(27 * filters),
      "stem/kernel1": fill(27 * filters),
      "stem/bias": fill(filters),
    };
    const graph = new OnnxGraph();
    const ops = create(graph, (name) => variables[name] as Float32Array);
    const image = { name: "image", shape: [size, size, 3] };
    const map = plainMap
      ? { ...image, name: graph.constant("map", [1, 3, size, size], plainMap) }
      : ops.heatMap("dhm", landmarks, size);
    const { name } = ops.convolution([image, map], "stem", options);
    graph.node("Identity", [name], {}, "y");
    const file = graph.write(
      "stem",
      [{ name: "image", shape: [1, 3, size, size] }],
      [{ name: "y", shape: [1, filters, size / 2, size / 2] }],
      {},
    );
    return (await runOnnx(file, picture, size)).y as Float32Array;
  }

  const sideBySide = (graph: OnnxGraph, weight: Weight) =>
    new SideBySideOps(graph, weight);
  const uniform = createUniform(6);
  const picture = Float32Array.from(
    { length: 3 * size ** 2 },
    () => 2 * uniform() - 1,
  );

  it.each<OnnxHeatMap>(["drawn", "bias"])(
    "differs by the order of its sum alone: %s",
    async (heatMap) => {
      const folded = (graph: OnnxGraph, weight: Weight) =>
        new OnnxOps(graph, weight, resolveOnnxOptions({ heatMap }));
      const received = await stem(folded, picture, (value) => value);
      const wanted = await stem(sideBySide, picture, (value) => value);
      const absolute = await stem(sideBySide, picture.map(Math.abs), Math.abs);
      // 54 products, a bias and the sum of the two parts: any order errs by at most 56 units of the sum of absolute values
      // (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1), and the two orders by twice that.
      const bound = 2 * 56 * UNIT * (1 + 56 * UNIT);
      const worst = Math.max(
        ...wanted.map(
          (value, i) =>
            Math.abs(value - (received[i] as number)) /
            (bound * (absolute[i] as number)),
        ),
      );
      expect(worst).toBeLessThan(1);
      expect(Math.max(...wanted)).toBeGreaterThan(1);
    },
  );

  it("is the same to the bit where sums are exact", async () => {
    // Products of eighths from -1 to 1: a float32 holds every sum of 55.
    const eighths = (value: number) => Math.round(8 * value) / 8;
    const coarse = picture.map(eighths);
    const map = coarse.toReversed();
    const folded = (graph: OnnxGraph, weight: Weight) =>
      new OnnxOps(graph, weight, resolveOnnxOptions({}));
    const received = await stem(folded, coarse, eighths, map);
    const wanted = await stem(sideBySide, coarse, eighths, map);
    expect(Math.max(...wanted)).toBeGreaterThan(1);
    expect(received).toEqual(wanted);
  });
});

describe("pointwise products of pointwise products", () => {
  const one = { filters: 8, kernel: 1, finish: "none" } as const;

  /** Inputs of the convolutions of a chain that ends in `channels.at(-1)` channels, by their names. */
  function chain(heatMap: OnnxHeatMap, ...channels: number[]) {
    const graph = new OnnxGraph();
    const uniform = createUniform(7);
    const ops = new OnnxOps(
      graph,
      () => {
        const [inputs = 0, outputs = 0] = sizes;
        return Float32Array.from({ length: inputs * outputs }, uniform);
      },
      resolveOnnxOptions({ heatMap }),
    );
    let sizes: number[] = [];
    let x: OnnxTensor = { name: "image", shape: [4, 4, channels[0] ?? 0] };
    for (const [i, filters] of channels.slice(1).entries()) {
      sizes = [channels[i] ?? 0, filters];
      x = ops.convolution([x], `layer${i + 1}`, { ...one, filters });
    }
    const file = graph.write(
      "chain",
      [{ name: "image", shape: [1, channels[0] ?? 0, 4, 4] }],
      [{ name: x.name, shape: [1, channels.at(-1) ?? 0, 4, 4] }],
      {},
    );
    const { graph: written } = proto.onnx.ModelProto.decode(file);
    return Object.fromEntries(
      (written?.node ?? [])
        .filter(({ opType }) => opType === "Conv")
        .map(({ name, input }) => [name, input?.[0]]),
    );
  }

  it("are one product with the input, and what none asks for is left out", () => {
    expect(chain("drawn", 8, 8, 8, 4)).toEqual({ layer3: "image" });
  });

  it("stay apart where the file is for run times that do not fold", () => {
    expect(chain("bias", 8, 8, 8)).toEqual({
      layer1: "image",
      layer2: "layer1",
    });
  });

  it("stay apart where the way leads through fewer channels", () => {
    expect(chain("drawn", 8, 2, 8)).toEqual({
      layer1: "image",
      layer2: "layer1",
    });
  });
});
