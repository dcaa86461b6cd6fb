import { describe, expect, it } from "@jest/globals";
import { createFastDhm, fastDhm, type FastDhmConfig } from "./fast-dhm.ts";
import { FAST_DHM_PRESETS } from "./fast-dhm-presets.ts";
import { ShapeOps } from "./shape-ops.ts";
import {
  MEAN_FACE,
  INDEXED_FAST_DHM,
  SKIPPING_FAST_DHM,
  TINY_FAST_DHM,
} from "./tiny-networks.test.fixture.ts";

describe("createFastDhm", () => {
  it("counts what a person counts", () => {
    const { layout, macs } = createFastDhm(TINY_FAST_DHM);
    const normalised = (channels: number) => 2 * channels;
    const parameters =
      3 * 3 * 6 * 8 +
      normalised(8) + // stem
      (9 * 8 + normalised(8)) +
      (8 * 12 + normalised(12)) + // block 1
      (9 * 12 + normalised(12)) +
      (12 * 8 + normalised(8)) + // block 2
      (8 * 8 + 9 * 8 + 8 + 9 * 8) + // recurrent module
      (8 * 4 + normalised(4)) + // bottleneck
      (4 * 4 * 4 * 204 + 204) + // landmarks
      (8 + 1); // score
    expect(parameters).toBe(14_425);
    expect(layout.trainable).toBe(parameters);
    expect(layout.size - layout.trainable).toBe(2 * (8 + 8 + 12 + 12 + 8 + 4));
    expect(macs).toBe(
      64 * 3 * 3 * 3 * 8 + // the heat map's half is a constant
        16 * (9 * 8 + 8 * 12) +
        16 * (9 * 12 + 12 * 8) +
        16 * (3 * 8 * 8 + 2 * 2 * 9 * 8) + // h_0 and two steps
        16 * 8 * 4 +
        4 * 4 * 4 * 204 +
        8,
    );
  });

  it("starts at the mean face", () => {
    const { layout } = createFastDhm(TINY_FAST_DHM);
    const bias = layout.weights.find(
      ({ name }) => name === "head/landmarks/bias",
    );
    expect(bias?.initialiser).toEqual({ kind: "values", values: MEAN_FACE });
  });

  it("leaves the recurrent module out at T = 0", () => {
    const { layout } = createFastDhm({ ...TINY_FAST_DHM, steps: 0 });
    expect(
      layout.weights.filter(({ name }) => name.startsWith("recurrent")),
    ).toEqual([]);
  });

  it("adds a block's input to its answer only where it keeps size and channels", () => {
    const adds = (skips: boolean) => {
      const ops = new ShapeOps();
      let count = 0;
      const add = ops.add.bind(ops);
      ops.add = (a, b) => {
        count++;
        return add(a, b);
      };
      fastDhm(ops, { ...SKIPPING_FAST_DHM, skips }, ops.image(16));
      return count;
    };
    expect(adds(true)).toBe(adds(false) + 1);
  });

  it("keeps plain ReLUs in the first layers", () => {
    const finishes = (plainLayers: number) => {
      const ops = new ShapeOps();
      const seen: string[] = [];
      const convolution = ops.convolution.bind(ops);
      ops.convolution = (inputs, name, options) => {
        seen.push(`${name} ${options.finish}`);
        return convolution(inputs, name, options);
      };
      fastDhm(ops, { ...SKIPPING_FAST_DHM, plainLayers }, ops.image(16));
      return seen.filter((layer) => layer.endsWith("norm-relu"));
    };
    expect(finishes(0)).toEqual([]);
    expect(finishes(2)).toEqual([
      "stem norm-relu",
      "block1/pointwise norm-relu",
    ]);
  });

  it("puts a hidden layer before the landmarks", () => {
    const { layout } = createFastDhm({ ...TINY_FAST_DHM, hidden: 6 });
    const shape = (name: string) =>
      layout.weights.find((weight) => weight.name === name)?.shape;
    expect(shape("head/hidden/kernel")).toEqual([64, 6]);
    expect(shape("head/landmarks/kernel")).toEqual([6, 204]);
  });

  it("looks a finer map up at the landmarks and moves them", () => {
    const { layout, macs } = createFastDhm(INDEXED_FAST_DHM);
    const plain = createFastDhm(TINY_FAST_DHM);
    const added = layout.weights.filter(({ name }) =>
      name.startsWith("indexed/"),
    );
    const kernels = added.filter(({ name }) => name.endsWith("/kernel"));
    expect(kernels.map(({ name, shape }) => [name, shape])).toEqual([
      ["indexed/bottleneck/kernel", [1, 1, 8, 3]],
      ["indexed/hidden/kernel", [68 * 3, 5]],
      ["indexed/step/kernel", [5, 204]],
    ]);
    expect(layout.weights.length).toBe(
      plain.layout.weights.length + added.length,
    );
    // Bottleneck on 4 x 4, four pixels a sample, two dense layers.
    expect(macs - plain.macs).toBe(
      16 * 8 * 3 + 4 * 68 * 3 + 68 * 3 * 5 + 5 * 204,
    );
  });

  it("multiplies widths in fours", () => {
    const { layout } = createFastDhm({
      ...TINY_FAST_DHM,
      width: 1.2,
      recurrentWidth: 2,
    });
    const shape = (name: string) =>
      layout.weights.find((weight) => weight.name === name)?.shape;
    expect(shape("stem/kernel0")).toEqual([3, 3, 3, 8]);
    expect(shape("block1/pointwise/kernel")).toEqual([1, 1, 8, 16]);
    expect(shape("block2/pointwise/kernel")).toEqual([1, 1, 16, 16]);
    expect(shape("recurrent/transition/kernel")).toEqual([1, 1, 16, 16]);
  });

  it.each<[Partial<FastDhmConfig>, string]>([
    [{ width: 0 }, "Expected a positive number for width but received 0"],
    [
      { recurrentWidth: NaN },
      "Expected a positive number for recurrentWidth but received NaN",
    ],
    [
      { inputSize: 18 },
      "Expected a multiple of 4 (the product of the strides) for inputSize but received 18",
    ],
    [{ inputSize: 0 }, "a whole number of at least 1 for inputSize"],
    [{ stem: 1.5 }, "a whole number of at least 1 for stem"],
    [{ steps: -1 }, "a whole number of at least 0 for steps"],
    [{ bottleneck: 0 }, "a whole number of at least 1 for bottleneck"],
    [{ plainLayers: -1 }, "a whole number of at least 0 for plainLayers"],
    [{ hidden: -1 }, "a whole number of at least 0 for hidden"],
    [{ indexedChannels: 0.5 }, "at least 0 for indexedChannels"],
    [{ indexedChannels: 2 }, "at least 1 for indexedHidden"],
    [
      {
        indexedChannels: 2,
        indexedHidden: 2,
        blocks: [{ filters: 8, stride: 1 }],
      },
      "a block at stride 4, for indexedChannels for blocks",
    ],
    [
      { activation: "gelu" as never },
      'one of relu6, relu, hard-swish for activation but received "gelu"',
    ],
    [{ blocks: [] }, "at least one block for blocks"],
    [{ blocks: [{ filters: 8, stride: 3 }] }, "1 or 2 for blocks[0].stride"],
    [{ meanFace: [0, 0] }, "204 numbers for meanFace but received 2"],
    [
      { meanFace: MEAN_FACE.with(7, NaN) },
      "a finite number for meanFace[7] but received NaN",
    ],
  ])("refuses %j", (change, message) => {
    expect(() => createFastDhm({ ...TINY_FAST_DHM, ...change })).toThrow(
      message,
    );
  });
});

describe("FAST_DHM_PRESETS", () => {
  it.each([
    ["fast-dhm", 239_417, 16.312_016],
    ["fast-dhm-x2", 509_509, 37.467_136],
    ["fast-dhm-paper", 213_061, 24.505_616],
    ["fast-dhm-paper-x2", 507_725, 82.699_712],
  ] as const)(
    "%s has %d parameters and %d million products",
    (name, parameters, millions) => {
      const network = createFastDhm({
        ...FAST_DHM_PRESETS[name],
        meanFace: MEAN_FACE,
      });
      expect(network.layout.trainable).toBe(parameters);
      expect(network.macs / 1e6).toBeCloseTo(millions, 9);
    },
  );
});
