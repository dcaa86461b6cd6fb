import { describe, expect, it } from "@jest/globals";
import { blurMotion } from "./motion-blur.ts";

const size = 31;

describe("blurMotion", () => {
  it.each([[0], [0.6], [Math.PI / 2], [2.3]])(
    "spreads a point along the line at %p rad, about its place",
    (angle) => {
      const pixels = new Float32Array(size * size * 3);
      pixels[3 * (15 * size + 15) + 2] = 900;
      blurMotion(pixels, size, 8, angle);
      let [sum, x, y, along, across] = [0, 0, 0, 0, 0];
      for (let i = 0; i < size * size; i++) {
        const value = pixels[3 * i + 2]!;
        const [u, v] = [(i % size) - 15, Math.floor(i / size) - 15];
        sum += value;
        x += value * u;
        y += value * v;
        along += value * (u * Math.cos(angle) + v * Math.sin(angle)) ** 2;
        across += value * (v * Math.cos(angle) - u * Math.sin(angle)) ** 2;
      }
      expect(sum).toBeCloseTo(900, 2);
      expect(x / sum).toBeCloseTo(0, 5);
      expect(y / sum).toBeCloseTo(0, 5);
      // Nine places from -4 to 4, each rounded to a pixel.
      expect(Math.abs(along / sum - 60 / 9)).toBeLessThan(1);
      expect(across / sum).toBeLessThan(0.2);
    },
  );

  it("leaves an even picture even up to its border, and any picture where nothing moves", () => {
    const pixels = Float32Array.from(
      { length: 12 * 12 * 3 },
      (_, i) => 10 * (i % 3),
    );
    const original = pixels.slice();
    blurMotion(pixels, 12, 30, 0.7);
    pixels.forEach((value, i) => expect(value).toBeCloseTo(original[i]!, 4));
    const busy = Float32Array.from(
      { length: 12 * 12 * 3 },
      (_, i) => (i * 7) % 100,
    );
    const before = busy.slice();
    blurMotion(busy, 12, 0.9, 0.7);
    expect(busy).toEqual(before);
  });
});
