import { describe, expect, it } from "@jest/globals";
import { ShapeOps } from "./shape-ops.ts";

const plain = { kernel: 1, finish: "none" } as const;

describe("ShapeOps", () => {
  it("shares the weights of a layer used twice", () => {
    const ops = new ShapeOps();
    const x = ops.image(4);
    const once = ops.convolution([x], "a", { ...plain, filters: 3 });
    ops.convolution([once], "a", { ...plain, filters: 3 });
    expect(ops.specs.map(({ name, shape }) => [name, shape])).toEqual([
      ["a/kernel", [1, 1, 3, 3]],
    ]);
    expect(ops.macs).toBe(2 * 16 * 9);
  });

  it("gives every input of a convolution its kernel, and counts no constants", () => {
    const ops = new ShapeOps();
    const map = ops.heatMap("dhm", new Float32Array(3), 5);
    const out = ops.convolution([ops.image(5), map], "a", {
      filters: 2,
      kernel: 3,
      stride: 2,
      finish: "norm-relu6",
    });
    expect(out).toEqual({ shape: [3, 3, 2], constant: false });
    expect(ops.macs).toBe(9 * 9 * 3 * 2);
    expect(ops.specs.map(({ name }) => name)).toEqual([
      "a/kernel0",
      "a/kernel1",
      "a/gamma",
      "a/beta",
      "a/mean",
      "a/variance",
    ]);
    expect(ops.specs[0]?.initialiser).toEqual({
      kind: "normal",
      deviation: Math.sqrt(2 / (9 * 6)),
    });
  });

  it.each<[string, (ops: ShapeOps) => void, string]>([
    [
      "a layer of two shapes",
      (ops) => {
        ops.convolution([ops.image(4)], "a", { ...plain, filters: 3 });
        ops.convolution([ops.image(4)], "a", { ...plain, filters: 4 });
      },
      "Expected 1 x 1 x 3 x 3 for a/kernel",
    ],
    [
      "a normalised layer used twice",
      (ops) => {
        ops.depthwise(ops.image(4), "a", { finish: "norm" });
        ops.depthwise(ops.image(4), "a", { finish: "norm" });
      },
      'Expected one use of a normalised layer for layer but received "a"',
    ],
    [
      "inputs of two sizes",
      (ops) =>
        ops.convolution([ops.image(4), ops.image(5)], "a", {
          ...plain,
          filters: 1,
        }),
      "Expected 4 x 4 px for a",
    ],
    [
      "sums of two shapes",
      (ops) => ops.add(ops.image(4), ops.image(5)),
      "Expected 4 x 4 x 3 for the other sum",
    ],
    [
      "a dense layer on a picture",
      (ops) => ops.dense(ops.image(4), "a", { units: 1, deviation: 1 }),
      "Expected a flat tensor for a input",
    ],
    [
      "biases of another number",
      (ops) =>
        ops.dense(ops.flatten(ops.image(4)), "a", {
          units: 2,
          deviation: 1,
          bias: [0],
        }),
      "Expected 2 biases for a but received 1",
    ],
    [
      "a shape of other size",
      (ops) => ops.reshape(ops.image(4), [7]),
      "Expected 48 elements for shape",
    ],
    [
      "odd sides under a max-pool",
      (ops) => ops.maxPool(ops.image(5)),
      'Expected even sides for max pool but received "5 x 5"',
    ],
    [
      "groups that do not divide the channels",
      (ops) => ops.groupNorm(ops.image(4), "a", 2),
      "Expected a divisor of 3 for a groups but received 2",
    ],
    [
      "products of two shapes",
      (ops) => ops.product(ops.image(4), ops.image(5)),
      "Expected 4 x 4 x 3 for the other factor",
    ],
    [
      "differences of two shapes",
      (ops) => ops.subtract(ops.image(4), ops.image(5)),
      "Expected 4 x 4 x 3 for what is taken off",
    ],
    [
      "a run beyond the end",
      (ops) => ops.slice(ops.flatten(ops.image(2)), 10, 3),
      'Expected a run within 12 elements for slice but received "3 from 10"',
    ],
    [
      "columns of two lengths",
      (ops) =>
        ops.stack([ops.flatten(ops.image(1)), ops.flatten(ops.image(2))]),
      "Expected 3 elements for stack but received 12",
    ],
    [
      "factors of another number",
      (ops) => ops.affine(ops.flatten(ops.image(1)), "a", [1], [0]),
      "Expected 3 numbers for a but received 1",
    ],
    [
      "a matrix of another size",
      (ops) => ops.linear(ops.flatten(ops.image(1)), "a", new Float32Array(4)),
      "Expected rows of 3 outputs for a",
    ],
    [
      "a map of other than 68 points",
      (ops) => ops.heatMapOf(ops.image(4), 8),
      'Expected 68 x 3 for heat map but received "4 x 4 x 3"',
    ],
    [
      "no filters",
      (ops) => ops.convolution([ops.image(4)], "a", { ...plain, filters: 0 }),
      "Expected a whole number of at least 1 for a filters but received 0",
    ],
  ])("refuses %s", (_, act, message) => {
    expect(() => act(new ShapeOps())).toThrow(message);
  });
});
