import { describe, expect, it } from "@jest/globals";
import { createRandom } from "../random.ts";
import { occlude } from "./occlusion.ts";

describe("occlude", () => {
  it("hides a part of the picture, and never most of it", () => {
    const size = 50;
    const original = Float32Array.from(
      { length: size * size * 3 },
      (_, i) => (i * 37) % 256,
    );
    for (let seed = 0; seed < 60; seed++) {
      const pixels = original.slice();
      occlude(pixels, size, createRandom(seed));
      const changed = pixels.filter((value, i) => value !== original[i]);
      const share = changed.length / pixels.length;
      expect(share).toBeGreaterThan(0);
      // The largest rectangle covers 0.4 x 0.4 of the picture.
      expect(share).toBeLessThan(0.18);
      expect(pixels.every((value) => value >= 0 && value <= 255)).toBe(true);
    }
  });
});
