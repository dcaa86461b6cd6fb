import { describe, expect, it } from "@jest/globals";
import { followPoints } from "./follow-points.ts";

/** A row of points, 1 apart. */
const row = Float32Array.from({ length: 3 * 21 }, (_, i) =>
  i % 3 === 0 ? i / 3 : 0,
);

describe("followPoints", () => {
  it("moves the pulled vertices by their shifts and the others smoothly in between", () => {
    const out = followPoints(row, [5, 15], [0, 1, 0, 0, 0, -2], {
      reach: 2,
      slack: 0,
    });
    expect([...out.subarray(15, 18)]).toEqual([5, 1, 0]);
    expect(out[3 * 15 + 1]).toBeCloseTo(0, 6);
    expect(out[3 * 15 + 2]).toBeCloseTo(-2, 6);
    // A Gaussian about each: exp(-1/8) at half its deviation, next to nothing five deviations away.
    expect(out[3 * 6 + 1]).toBeCloseTo(Math.exp(-1 / 8), 4);
    expect(Math.abs(out[3 * 20 + 1]!)).toBeLessThan(1e-4);
    expect(out[3 * 10 + 0]).toBe(10);
  });

  it("is a mean where two shifts pull at one place", () => {
    const options = { reach: 1, slack: 0.01 };
    const out = followPoints(row, [4, 4], [0, 1, 0, 0, 3, 0], options);
    expect(out[3 * 4 + 1]).toBeCloseTo(2, 1);
    expect(() =>
      followPoints(row, [4, 4], [0, 1, 0, 0, 3, 0], { reach: 1, slack: 0 }),
    ).toThrow(/slack, or vertices in places of their own/);
  });

  it("may write into what it reads", () => {
    const own = row.slice();
    const options = { reach: 2 };
    const out = followPoints(own, [3], [1, 0, 0], options, own);
    expect(out).toBe(own);
    expect(out).toEqual(followPoints(row, [3], [1, 0, 0], options));
  });

  it("refuses what does not fit together", () => {
    const pull = (
      vertices: number[],
      shifts: number[],
      reach = 1,
      slack = 0.1,
    ) => followPoints(row, vertices, shifts, { reach, slack });
    expect(() => pull([21], [0, 0, 0])).toThrow(/a vertex below 21/);
    expect(() => pull([1], [0, 0])).toThrow(/3 numbers for shifts/);
    expect(() => pull([1], [0, NaN, 0])).toThrow(
      /finite numbers for shifts\[1\]/,
    );
    expect(() => pull([1], [0, 0, 0], 0)).toThrow(/positive finite .* reach/);
    expect(() => pull([1], [0, 0, 0], 1, -1)).toThrow(/from 0 for slack/);
    expect(() =>
      followPoints(row.subarray(1), [1], [0, 0, 0], { reach: 1 }),
    ).toThrow(/xyz triples/);
    expect(() =>
      followPoints(row, [1], [0, 0, 0], { reach: 1 }, row.slice(3)),
    ).toThrow(/63 numbers for out/);
  });
});
