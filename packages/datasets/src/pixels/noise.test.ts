import { describe, expect, it } from "@jest/globals";
import { createRandom } from "../random.ts";
import { addNoise } from "./noise.ts";

const noisy = (seed: number, value: number) => {
  const pixels = new Float32Array(30000).fill(value);
  addNoise(pixels, createRandom(seed), 10);
  return pixels;
};

describe("addNoise", () => {
  it("has the deviation that was asked for, and no mean", () => {
    const pixels = noisy(1, 100);
    const mean = pixels.reduce((a, b) => a + b) / pixels.length;
    const square = pixels.reduce((a, b) => a + (b - 100) ** 2, 0);
    expect(Math.abs(mean - 100)).toBeLessThan(0.3);
    expect(Math.abs(Math.sqrt(square / pixels.length) - 10)).toBeLessThan(0.3);
  });

  it("differs between neighbours, rows and draws", () => {
    const pixels = noisy(1, 100);
    for (const lag of [1, 3, 336]) {
      let product = 0;
      for (let i = lag; i < pixels.length; i++)
        product += (pixels[i]! - 100) * (pixels[i - lag]! - 100);
      expect(Math.abs(product / pixels.length / 100)).toBeLessThan(0.03);
    }
    expect(noisy(2, 100)).not.toEqual(pixels);
  });

  it("stays in 0 to 255", () => {
    expect(Math.max(...noisy(1, 254))).toBe(255);
    expect(Math.min(...noisy(1, 1))).toBe(0);
  });
});
