import { describe, expect, it } from "@jest/globals";
import { lowerResolution } from "./resolution.ts";

const size = 40;
const at = (x: number, y: number, c: number) => 3 * (y * size + x) + c;

describe("lowerResolution", () => {
  it("changes nothing at the same resolution", () => {
    const pixels = Float32Array.from(
      { length: size * size * 3 },
      (_, i) => (i * 7) % 256,
    );
    const original = pixels.slice();
    lowerResolution(pixels, size, size);
    pixels.forEach((value, i) => expect(value).toBeCloseTo(original[i]!, 3));
  });

  it.each([[1], [7], [16], [25], [39]])(
    "keeps an even picture, its mean and a ramp's middle at %p px",
    (lower) => {
      const pixels = new Float32Array(size * size * 3);
      for (let y = 0; y < size; y++)
        for (let x = 0; x < size; x++) {
          pixels[at(x, y, 0)] = 50;
          pixels[at(x, y, 1)] = 3 * x;
          pixels[at(x, y, 2)] = 2 * y;
        }
      const before = pixels.slice();
      lowerResolution(pixels, size, lower);
      const margin = size / lower;
      for (let y = 0; y < size; y++)
        for (let x = 0; x < size; x++) {
          expect(pixels[at(x, y, 0)]).toBeCloseTo(50, 3);
          // A ramp stays where it is (nothing is shifted, to a twentieth of a px) but for the outermost pixels, which have
          // no neighbour.
          if (Math.min(x, y, size - 1 - x, size - 1 - y) < margin) continue;
          expect(
            Math.abs(pixels[at(x, y, 1)]! - before[at(x, y, 1)]!),
          ).toBeLessThan(0.15);
          expect(
            Math.abs(pixels[at(x, y, 2)]! - before[at(x, y, 2)]!),
          ).toBeLessThan(0.1);
        }
    },
  );

  it("makes a checkerboard grey", () => {
    const pixels = new Float32Array(size * size * 3);
    for (let i = 0; i < size * size; i++)
      pixels.fill(
        (i + Math.floor(i / size)) % 2 === 0 ? 0 : 200,
        3 * i,
        3 * i + 3,
      );
    lowerResolution(pixels, size, size / 2);
    pixels.forEach((value) => expect(value).toBeCloseTo(100, 3));
  });
});
