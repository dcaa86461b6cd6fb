import { beforeAll, describe, expect, it } from "@jest/globals";
import { startCpuBackend } from "./backend.ts";
import { createFastDhm } from "./fast-dhm.ts";
import type { Network } from "./network.ts";
import { predict } from "./predict.ts";
import { readSafetensors } from "./safetensors.ts";
import {
  createUniform,
  INDEXED_FAST_DHM,
  noiseBatch,
  SKIPPING_FAST_DHM,
  TINY,
  TINY_FAST_DHM,
  usedWeights,
} from "./tiny-networks.test.fixture.ts";
import { initialWeights, weightOf } from "./weight-layout.ts";
import { writeWeights } from "./weights-file.ts";
import { widenWeights } from "./widen-weights.ts";

const narrow = createFastDhm(SKIPPING_FAST_DHM);
const wide = createFastDhm({
  ...SKIPPING_FAST_DHM,
  width: 1.5,
  recurrentWidth: 2,
  bottleneck: 6,
  hidden: 11,
});
const weights = usedWeights(narrow);
const stored = readSafetensors(writeWeights(narrow, weights)).tensors;
const first = initialWeights(wide.layout, createUniform(9));

describe("widenWeights", () => {
  beforeAll(startCpuBackend);

  it("gives a wider network that answers as the narrow one", async () => {
    const { images } = noiseBatch(narrow, 2);
    const before = await predict(narrow, weights, images);
    const after = await predict(
      wide,
      widenWeights(wide, stored, first),
      images,
    );
    expect(wide.layout.size).toBeGreaterThan(1.5 * narrow.layout.size);
    for (const [i, value] of before.landmarks.entries())
      expect(after.landmarks[i]).toBeCloseTo(value, 5);
    for (const [i, value] of before.scores.entries())
      expect(after.scores[i]).toBeCloseTo(value, 5);
  });

  it("leaves new outputs as they were drawn", () => {
    const widened = widenWeights(wide, stored, first);
    const name = "block1/pointwise/kernel";
    const units = (network: Network) =>
      network.layout.weights.find((weight) => weight.name === name)!.shape[3]!;
    const kernel = (flat: Float32Array) => weightOf(wide.layout, flat, name);
    const others = (values: Float32Array) =>
      values.filter((_, i) => i % units(wide) >= units(narrow));
    expect(others(kernel(first)).length).toBeGreaterThan(50);
    expect(others(kernel(widened))).toEqual(others(kernel(first)));
    expect(kernel(widened)).not.toEqual(kernel(first));
  });

  it("gives a network of the same width its weights", () => {
    const random = initialWeights(narrow.layout, createUniform(9));
    expect(widenWeights(narrow, stored, random)).toEqual(weights);
  });

  it("lets a part that was not stored begin as it was drawn, and misses no other", () => {
    const plain = createFastDhm(TINY_FAST_DHM);
    const own = usedWeights(plain);
    const tensors = readSafetensors(writeWeights(plain, own)).tensors;
    const indexed = createFastDhm(INDEXED_FAST_DHM);
    const drawn = initialWeights(indexed.layout, createUniform(9));
    const widened = widenWeights(indexed, tensors, drawn);
    for (const { name } of indexed.layout.weights)
      expect(weightOf(indexed.layout, widened, name)).toEqual(
        name.startsWith("indexed/")
          ? weightOf(indexed.layout, drawn, name)
          : weightOf(plain.layout, own, name),
      );
    expect(() => widenWeights(indexed, tensors.slice(0, -1), drawn)).toThrow(
      'received "nothing"',
    );
  });

  it("refuses a wider or another one, naming the variable", () => {
    const other = readSafetensors(
      writeWeights(wide, widenWeights(wide, stored, first)),
    ).tensors;
    expect(() => widenWeights(narrow, other, weights, "w.safetensors")).toThrow(
      /^Expected stem\/kernel0 \[3, 3, 3, 8\] or narrower for variable 0 but received "stem\/kernel0 \[3, 3, 3, 12\]" \(w.safetensors\)$/,
    );
    expect(() => widenWeights(wide, stored.slice(0, -1), first)).toThrow(
      'received "nothing"',
    );
    expect(() => widenWeights(wide, [...stored, stored[0]!], first)).toThrow(
      `Expected ${wide.layout.weights.length} variables for file`,
    );
  });

  it("refuses numbers that are not finite", () => {
    const damaged = stored.map((tensor, i) =>
      i === 1 ? { ...tensor, data: tensor.data.with(2, NaN) } : tensor,
    );
    expect(() => widenWeights(wide, damaged, first)).toThrow(
      "Expected a finite number for stem/kernel1[2] but received NaN",
    );
  });

  it("widens no network that cuts its channels into gates", () => {
    const network = TINY["dhm-rnn"];
    const own = usedWeights(network);
    const tensors = readSafetensors(writeWeights(network, own)).tensors;
    expect(widenWeights(network, tensors, own)).toEqual(own);
    const cut = tensors.map((tensor, i) =>
      i === 0
        ? {
            ...tensor,
            shape: tensor.shape.with(-1, 4),
            data: tensor.data.filter((_, at) => at % 8 < 4),
          }
        : tensor,
    );
    expect(() => widenWeights(network, cut, own)).toThrow(
      /^Expected \S+ \[[\d, ]+\] for variable 0 but/,
    );
  });
});
