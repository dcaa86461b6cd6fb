import { describe, expect, it } from "@jest/globals";
import { paintCapsules } from "./capsules.ts";

const size = 40;
const light = {
  colour: [200, 100, 50],
  direction: [0, 0, 1],
  ambient: 0.5,
} as const;

describe("paintCapsules", () => {
  it("paints a rod of its radius, bright along its axis and dark at its edge", () => {
    const pixels = new Float32Array(size * size * 3).fill(9);
    paintCapsules(
      pixels,
      size,
      [{ from: [10, 20], to: [28, 20], radius: 6, lift: 0 }],
      light,
    );
    const red = (x: number, y: number) => pixels[3 * (y * size + x)]!;
    expect(red(18, 20)).toBeCloseTo(200, 3);
    expect(red(18, 25)).toBeLessThan(180);
    expect(red(18, 25)).toBeGreaterThan(100);
    for (const [x, y] of [
      [18, 13],
      [18, 27],
      [3, 20],
      [35, 20],
      [5, 15],
    ] as const)
      expect(red(x, y)).toBe(9);
    expect(red(5, 20)).toBeGreaterThan(100); // The round end.
    expect(pixels[3 * (20 * size + 18) + 1]).toBeCloseTo(100, 3);
  });

  it("shows the nearer of two, whatever their order, and stays inside the picture", () => {
    const low = { from: [-10, 20], to: [60, 20], radius: 5, lift: 0 } as const;
    const high = { from: [20, -10], to: [20, 60], radius: 5, lift: 6 } as const;
    const one = new Float32Array(size * size * 3);
    const other = one.slice();
    paintCapsules(one, size, [low, high], light);
    paintCapsules(other, size, [high, low], light);
    expect(one).toEqual(other);
    const red = (x: number, y: number) => one[3 * (y * size + x)]!;
    // Along the upright rod the brightness does not change where it crosses the other.
    expect(red(23, 20)).toBeCloseTo(red(23, 5), 3);
    expect(red(5, 23)).not.toBeCloseTo(red(20, 23), 0);
  });
});
