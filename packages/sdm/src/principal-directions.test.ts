import { describe, expect, it } from "@jest/globals";
import { PrincipalDirections } from "./principal-directions.ts";

describe("PrincipalDirections", () => {
  it("finds the directions of most variance about the mean, and what share they tell", () => {
    const directions = new PrincipalDirections(3);
    // About (5, 7, 9): 4 along (0.6, 0.8, 0), 1 along z.
    for (const [along, z] of [
      [4, 0],
      [-4, 0],
      [0, 1],
      [0, -1],
    ] as const)
      directions.add(
        Float32Array.of(99, 5 + 0.6 * along, 7 + 0.8 * along, 9 + z, 99),
        1,
      );
    const out = new Float32Array(6);
    expect(directions.find(1, out.subarray(0, 3))).toBeCloseTo(16 / 17, 5);
    expect(Math.abs(out[0]! * 0.6 + out[1]! * 0.8)).toBeCloseTo(1, 5);
    expect(directions.find(2, out)).toBeCloseTo(1, 5);
    // Which of the two comes first does not matter.
    for (const direction of [
      [0.6, 0.8, 0],
      [0, 0, 1],
    ]) {
      const along = [0, 3].map((at) =>
        direction.reduce((sum, value, i) => sum + value * out[at + i]!, 0),
      );
      expect(Math.hypot(...along)).toBeCloseTo(1, 5);
    }
    expect(Math.hypot(...out.subarray(0, 3))).toBeCloseTo(1, 5);
  });

  it("tells all of what never changes", () => {
    const directions = new PrincipalDirections(2);
    for (let i = 0; i < 3; i++) directions.add(Float32Array.of(1, 2), 0);
    const out = new Float32Array(2).fill(9);
    expect(directions.find(1, out)).toBe(1);
    expect([...out]).toEqual([0, 0]);
  });
});
