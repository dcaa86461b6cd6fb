import { describe, expect, it } from "@jest/globals";
import { factorise, solveFactorised } from "./cholesky.ts";

/** Symmetric positive definite: `G G'` and a little on the diagonal, with the upper triangle broken. */
function definite(size: number): Float64Array {
  const g = (row: number, column: number) =>
    Math.sin(7 * row + 3 * column + row * column);
  return Float64Array.from({ length: size * size }, (_, i) => {
    const row = Math.floor(i / size);
    const column = i % size;
    if (column > row) return NaN;
    let sum = row === column ? 0.1 : 0;
    for (let k = 0; k < size; k++) sum += g(row, k) * g(column, k);
    return sum;
  });
}

describe("factorise and solveFactorised", () => {
  it("factorise a matrix whose factor is known", () => {
    const a = Float64Array.of(4, 0, 0, 2, 10, 0, -2, 5, 14);
    expect(factorise(a, 3)).toBe(true);
    expect([...a]).toEqual([2, 0, 0, 1, 3, 0, -1, 2, 3]);
  });

  // Even and odd sizes take different paths through the tiles.
  it.each([1, 2, 3, 4, 7, 16, 33])("solve %i equations", (size) => {
    const a = definite(size);
    const x = Float64Array.from({ length: size }, (_, i) => 1 + (i % 5));
    const b = x.map((_, row) =>
      x.reduce(
        (sum, value, column) =>
          sum +
          value * a[Math.max(row, column) * size + Math.min(row, column)]!,
        0,
      ),
    );
    expect(factorise(a, size)).toBe(true);
    solveFactorised(a, size, b);
    for (let i = 0; i < size; i++) expect(b[i]).toBeCloseTo(x[i]!, 9);
  });

  it.each([
    ["indefinite", [1, 0, 2, 1]],
    ["zero", [0, 0, 0, 0]],
    ["broken", [NaN, 0, 0, 1]],
    ["indefinite in its last, odd row", [1, 0, 0, 0, 1, 0, 1, 1, 1]],
  ])("refuse a matrix that is %s", (_, numbers) => {
    const a = Float64Array.from(numbers);
    expect(factorise(a, Math.sqrt(a.length))).toBe(false);
  });
});
