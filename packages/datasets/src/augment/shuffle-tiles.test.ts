import { describe, expect, it } from "@jest/globals";
import { createRandom } from "../random.ts";
import { shuffleTiles } from "./shuffle-tiles.ts";

describe("shuffleTiles", () => {
  it("moves every tile, whole, and loses none", () => {
    const size = 9;
    const pixels = Float32Array.from({ length: size * size * 3 }, (_, i) => i);
    const original = pixels.slice();
    shuffleTiles(pixels, size, 4, createRandom(1));
    expect([...pixels].sort((a, b) => a - b)).toEqual([...original]);
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++) {
        const at = 3 * (row * size + column);
        if (row === 8 || column === 8) expect(pixels[at]).toBe(original[at]);
        else expect(pixels[at]).not.toBe(original[at]);
        // Tiles are of 2 x 2: neighbours within one stay neighbours.
        if (row < 8 && column % 2 === 0 && column < 8)
          expect(pixels[at + 3]).toBe(pixels[at]! + 3);
      }
  });
});
