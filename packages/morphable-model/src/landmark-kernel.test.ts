import { describe, expect, it } from "@jest/globals";
import { landmarkKernel } from "./landmark-kernel.ts";

const MODEL = {
  vertexCount: 2,
  mean: Float32Array.of(1, 2, 3, 4, 5, 6),
  identity: Float32Array.of(1, 0, 0, 0, 2, 0, 0, 1, 0, 0, 0, 3),
  identityDeviation: Float32Array.of(2, 1),
  expression: Float32Array.of(0, 0, 1, 1, 0, 0),
  expressionDeviation: Float32Array.of(0.5),
};

describe("landmarkKernel", () => {
  it("keeps the chosen vertices, with modes of one deviation and their products", () => {
    const kernel = landmarkKernel(MODEL, [1]);
    expect([...kernel.mean]).toEqual([4, 5, 6]);
    expect([...kernel.modes]).toEqual([0, 4, 0, 0, 0, 3, 0.5, 0, 0]);
    expect([...kernel.deviations]).toEqual([2, 1, 0.5]);
    expect(kernel.identityCount).toBe(2);
    expect([...kernel.products]).toEqual([0.25, 0, 0, 0, 16, 0, 0, 0, 9]);
  });

  it("takes points in any order, and twice", () => {
    const { products, pointCount } = landmarkKernel(MODEL, [1, 0, 1]);
    expect(pointCount).toBe(3);
    const at = (row: number, column: number) => products[9 * row + column];
    for (let row = 0; row < 9; row++)
      for (let column = 0; column < 9; column++) {
        expect(at(row, column)).toBe(at(column, row));
        expect(at(row, column)).toBe(at(row % 6, column));
      }
    // x of vertex 0 against y of vertex 1: the first mode has 1 and 2 there, times its deviation each.
    expect(at(3, 1)).toBe(8);
  });
});
