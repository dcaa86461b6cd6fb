import { describe, expect, it } from "@jest/globals";
import { landmarksInMap, renderMeanDhm } from "./mean-dhm.ts";

/** Upper left, lower right and middle of the window, the middle nearest. */
const FACE = [-0.5, -0.5, -0.1, 0.5, 0.5, -0.1, 0, 0, 0.2];

describe("landmarksInMap", () => {
  it("puts the window's edges on the pixels' outer edges", () => {
    const found = landmarksInMap(FACE, 10);
    const wanted = [-0.5, -0.5, -1, 9.5, 9.5, -1, 4.5, 4.5, 2];
    expect(found).toEqual(Float32Array.from(wanted));
  });

  it("refuses a map without pixels", () => {
    expect(() => landmarksInMap(FACE, 0)).toThrow(/positive number of px/);
  });
});

describe("renderMeanDhm", () => {
  it("shows the same face at any size", () => {
    for (const size of [9, 27, 81]) {
      const map = renderMeanDhm(FACE, size);
      const middle = (size - 1) / 2;
      const at = 3 * (middle * size + middle);
      expect([...map.subarray(at, at + 3)]).toEqual([0.5, 0.5, 1]);
    }
  });

  it("draws into a buffer of the caller's, with a sigma of the caller's", () => {
    const out = new Float32Array(9 * 9 * 3);
    const map = renderMeanDhm(FACE, 9, { sigma: 2 }, out);
    expect(map).toBe(out);
    expect(map[3 * (4 * 9 + 6) + 2]).toBeCloseTo(Math.exp(-0.5), 6);
  });

  it("refuses numbers that are none", () => {
    expect(() => renderMeanDhm([0, 0, NaN], 9)).toThrow(/finite numbers/);
    expect(() => renderMeanDhm([0, 0], 9)).toThrow(/xyz triples/);
  });
});
