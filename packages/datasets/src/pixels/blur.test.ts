import { describe, expect, it } from "@jest/globals";
import { blur } from "./blur.ts";

describe("blur", () => {
  it("spreads a point by half a square px a pass, alike in both directions", () => {
    const size = 31;
    const pixels = new Float32Array(size * size * 3);
    pixels[3 * (15 * size + 15) + 1] = 1000;
    blur(pixels, size, 4);
    let [sum, xx, yy] = [0, 0, 0];
    for (let i = 0; i < size * size; i++) {
      const value = pixels[3 * i + 1]!;
      sum += value;
      xx += value * ((i % size) - 15) ** 2;
      yy += value * (Math.floor(i / size) - 15) ** 2;
      expect(pixels[3 * i]).toBe(0);
    }
    expect(sum).toBeCloseTo(1000, 2);
    expect(xx / sum).toBeCloseTo(2, 3);
    expect(yy / sum).toBeCloseTo(2, 3);
  });

  it("leaves an even picture even up to its border", () => {
    const pixels = new Float32Array(8 * 8 * 3).fill(50);
    blur(pixels, 8, 3);
    expect(new Set(pixels)).toEqual(new Set([50]));
  });
});
