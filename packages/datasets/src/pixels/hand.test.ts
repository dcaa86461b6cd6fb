import { describe, expect, it } from "@jest/globals";
import { createRandom } from "../random.ts";
import { paintHand } from "./hand.ts";

describe("paintHand", () => {
  const size = 56;
  const original = Float32Array.from(
    { length: size * size * 3 },
    (_, i) => (i * 37) % 256,
  );
  const painted = (seed: number) => {
    const pixels = original.slice();
    paintHand(pixels, size, createRandom(seed));
    return pixels;
  };
  const hidden = (pixels: Float32Array) =>
    pixels.filter((value, i) => value !== original[i]).length / pixels.length;

  it("hides a part of the picture, and never nearly all of it", () => {
    const shares = Array.from({ length: 80 }, (_, seed) =>
      hidden(painted(seed)),
    );
    expect(Math.min(...shares)).toBeGreaterThan(0);
    expect(Math.max(...shares)).toBeLessThan(0.65);
    const mean = shares.reduce((a, b) => a + b) / shares.length;
    expect(mean).toBeGreaterThan(0.1);
    expect(mean).toBeLessThan(0.5);
  });

  it("follows from the stream alone, in 0 to 255", () => {
    for (let seed = 0; seed < 40; seed++) {
      const pixels = painted(seed);
      expect(pixels.every((value) => value >= 0 && value <= 255)).toBe(true);
      expect(painted(seed)).toEqual(pixels);
    }
    expect(painted(1)).not.toEqual(painted(2));
  });
});
