import { describe, expect, it } from "@jest/globals";
import { createRandom } from "../random.ts";
import { paintBackground } from "./background.ts";

describe("paintBackground", () => {
  it("repeats itself for the same stream, in 0 to 255", () => {
    const size = 40;
    const paint = (seed: number) => paintBackground(createRandom(seed), size);
    const first = paint(1);
    expect(first).toHaveLength(size * size * 3);
    expect(paint(1)).toEqual(first);
    expect(paint(2)).not.toEqual(first);
    for (let seed = 0; seed < 40; seed++) {
      const pixels = paint(seed);
      expect(pixels.every((value) => value >= 0 && value <= 255)).toBe(true);
    }
  });

  it("paints bright and dark, even and busy backgrounds", () => {
    const size = 32;
    const statistics = Array.from({ length: 60 }, (_, seed) => {
      const pixels = paintBackground(createRandom(seed), size);
      const mean = pixels.reduce((a, b) => a + b) / pixels.length;
      const square = pixels.reduce((a, b) => a + (b - mean) ** 2, 0);
      return { mean, deviation: Math.sqrt(square / pixels.length) };
    });
    const means = statistics.map(({ mean }) => mean);
    expect(Math.min(...means)).toBeLessThan(60);
    expect(Math.max(...means)).toBeGreaterThan(190);
    const deviations = statistics.map(({ deviation }) => deviation);
    expect(Math.min(...deviations)).toBeLessThan(25);
    expect(Math.max(...deviations)).toBeGreaterThan(55);
  });
});
