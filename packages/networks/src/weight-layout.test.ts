import { describe, expect, it } from "@jest/globals";
import { createUniform } from "./tiny-networks.test.fixture.ts";
import {
  decayMask,
  initialWeights,
  placeWeights,
  weightOf,
  type WeightSpec,
} from "./weight-layout.ts";

const spec = (
  name: string,
  shape: number[],
  rest: Partial<WeightSpec> = {},
): WeightSpec => ({
  name,
  shape,
  initialiser: { kind: "constant", value: 3 },
  trainable: true,
  decays: false,
  ...rest,
});

const layout = placeWeights([
  spec("a", [2, 2]),
  spec("mean", [2], {
    trainable: false,
    initialiser: { kind: "constant", value: 0 },
  }),
  spec("b", [2], { initialiser: { kind: "values", values: [5, 6] } }),
  spec("c", [50, 100], {
    decays: true,
    initialiser: { kind: "normal", deviation: 2 },
  }),
]);

describe("placeWeights", () => {
  it("puts trainable variables first", () => {
    expect(
      layout.weights.map(({ name, offset, size }) => [name, offset, size]),
    ).toEqual([
      ["a", 0, 4],
      ["b", 4, 2],
      ["c", 6, 5000],
      ["mean", 5006, 2],
    ]);
    expect(layout.trainable).toBe(5006);
    expect(layout.size).toBe(5008);
  });
});

describe("initialWeights", () => {
  const weights = initialWeights(layout, createUniform(6));

  it("follows each variable's initialiser", () => {
    expect([...weightOf(layout, weights, "a")]).toEqual([3, 3, 3, 3]);
    expect([...weightOf(layout, weights, "b")]).toEqual([5, 6]);
    expect([...weightOf(layout, weights, "mean")]).toEqual([0, 0]);
  });

  it("draws normal noise of the deviation asked for", () => {
    const noise = weightOf(layout, weights, "c");
    const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length;
    const variance =
      noise.reduce((sum, value) => sum + value ** 2, 0) / noise.length;
    expect(Math.abs(mean)).toBeLessThan(0.1);
    expect(Math.sqrt(variance)).toBeCloseTo(2, 1);
  });

  it("is the same for the same random numbers", () => {
    expect(initialWeights(layout, createUniform(6))).toEqual(weights);
    expect(initialWeights(layout, createUniform(7))).not.toEqual(weights);
  });
});

describe("weightOf", () => {
  it("refuses names it does not know", () => {
    expect(() => weightOf(layout, new Float32Array(5008), "d")).toThrow(
      'Expected a variable of the network for name but received "d"',
    );
  });
});

describe("decayMask", () => {
  it("marks kernels alone", () => {
    const mask = decayMask(layout);
    expect(mask.length).toBe(layout.trainable);
    expect([...mask.subarray(0, 7)]).toEqual([0, 0, 0, 0, 0, 0, 1]);
    expect(mask.reduce((sum, flag) => sum + flag, 0)).toBe(5000);
  });
});
