import { describe, expect, it } from "@jest/globals";
import { largestEigenvector } from "./symmetric-eigen.ts";

describe("largestEigenvector", () => {
  it("solves a 2 x 2 matrix known by hand", () => {
    // [[2, 1], [1, 2]] has 3 along (1, 1) and 1 along (1, -1).
    const found = largestEigenvector(new Float64Array([2, 1, 1, 2]), 2);
    expect(found.value).toBeCloseTo(3, 12);
    expect(found.gap).toBeCloseTo(2, 12);
    expect(Math.abs(found.vector[0]!)).toBeCloseTo(Math.SQRT1_2, 12);
    expect(found.vector[0]).toBeCloseTo(found.vector[1]!, 12);
  });

  it("takes a diagonal as it is, negative eigenvalues too", () => {
    const found = largestEigenvector(
      new Float64Array([-3, 0, 0, 0, -1, 0, 0, 0, -2]),
      3,
    );
    expect(found).toEqual({
      value: -1,
      gap: 1,
      vector: new Float64Array([0, 1, 0]),
    });
  });

  it("says by a gap of zero that two vectors are as good", () => {
    expect(largestEigenvector(new Float64Array([1, 0, 0, 1]), 2).gap).toBe(0);
  });

  it("satisfies A v = lambda v for a full 4 x 4 matrix", () => {
    const rows = [
      4, -1, 2, 0.5, -1, 3, 0.25, -2, 2, 0.25, -1, 1, 0.5, -2, 1, 2,
    ];
    const matrix = new Float64Array(rows);
    const { value, gap, vector } = largestEigenvector(matrix, 4);
    expect([...matrix]).toEqual(rows);
    expect(gap).toBeGreaterThan(0);
    for (let row = 0; row < 4; row++) {
      const product = vector.reduce(
        (sum, x, column) => sum + rows[4 * row + column]! * x,
        0,
      );
      expect(product).toBeCloseTo(value * vector[row]!, 10);
    }
  });
});
