import { describe, expect, it } from "@jest/globals";
import { createShadowCaster } from "./cast-shadow.ts";
import { gridMesh } from "../solids/grid.ts";

const frame = { unit: 10, centre: [0, 0, 0], chinY: -20, earZ: 0 } as const;
/** A square board of edge 8 that stands 6 in front of the centre. */
const board = gridMesh(2, 2, false, (row, column) => [
  8 * column - 4,
  4 - 8 * row,
  6,
]);

describe("createShadowCaster", () => {
  const cast = createShadowCaster();
  const at = (
    towards: readonly [number, number, number],
    ...points: readonly number[]
  ) => {
    const out = new Float32Array(points.length / 3);
    cast([board], towards, frame, new Float32Array(points), out);
    return [...out];
  };

  it("darkens what lies behind a body, seen from the lamp", () => {
    // Behind the board, beside it, on it, before it.
    expect(at([0, 0, 1], 0, 0, 0, 9, 0, 0, 0, 0, 6, 0, 0, 9)).toEqual([
      0, 1, 1, 1,
    ]);
  });

  it("throws the shadow away from the lamp", () => {
    const slant = Math.SQRT1_2;
    // A lamp to the right throws the shadow to the left, one above throws it down.
    expect(at([slant, 0, slant], -6, 0, 0, 6, 0, 0)).toEqual([0, 1]);
    expect(at([0, slant, slant], 0, -6, 0, 0, 6, 0)).toEqual([0, 1]);
    expect(at([0, 1, 0], 0, -6, 6.2, 0, -6, 0)).toEqual([1, 1]);
  });
});
