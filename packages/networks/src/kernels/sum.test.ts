import { beforeAll, describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs";
import { startWasmBackend } from "../backend.ts";
import { createUniform } from "../tiny-networks.test.fixture.ts";

beforeAll(async () => {
  await startWasmBackend();
});

/** Sums in float64, `[rows, columns]` to `[columns]`. */
function sums(values: Float32Array, rows: number, columns: number): number[] {
  return Array.from({ length: columns }, (_, c) => {
    let sum = 0;
    for (let r = 0; r < rows; r++) sum += values[r * columns + c]!;
    return sum;
  });
}

describe("Sum", () => {
  it.each<[number[], number | number[], boolean, number[]]>([
    [[5, 3, 7, 4], [0, 1, 2], false, [4]], // a bias
    [[6, 4, 5, 4], 0, false, [4, 5, 4]], // a map added to every picture
    [[6, 20], 0, true, [1, 20]],
    [[3, 2, 36], [0, 1], true, [1, 1, 36]],
    [[1, 8], 0, false, [8]],
  ])("of %j over %j", (shape, axis, keepDims, wanted) => {
    const uniform = createUniform(4);
    const size = shape.reduce((a, b) => a * b, 1);
    const values = Float32Array.from({ length: size }, () => uniform() - 0.5);
    const sum = tf.sum(tf.tensor(values, shape), axis, keepDims);
    expect(sum.shape).toEqual(wanted);
    const columns = wanted.reduce((a, b) => a * b, 1);
    const right = sums(values, size / columns, columns);
    for (const [i, value] of sum.dataSync().entries())
      expect(value).toBeCloseTo(right[i]!, 5);
  });

  it.each<[number[], number | number[]]>([
    [[3, 4], 1],
    [[3, 5], 0],
    [
      [2, 3, 4],
      [1, 2],
    ],
    [
      [2, 3, 4],
      [0, 2],
    ],
  ])("of %j over %j is still the stock kernel's", (shape, axis) => {
    const x = tf.range(
      0,
      shape.reduce((a, b) => a * b, 1),
    );
    const sum = tf.sum(tf.reshape(x, shape), axis);
    const size = sum.size;
    const total = sum.dataSync<"float32">().reduce((a, b) => a + b, 0);
    expect(size).toBeLessThan(x.size);
    expect(total).toBe(((x.size - 1) * x.size) / 2);
  });
});
