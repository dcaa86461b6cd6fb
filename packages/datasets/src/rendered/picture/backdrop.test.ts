import { describe, expect, it } from "@jest/globals";
import { createRandom } from "../../random.ts";
import { paintBackdrop } from "./backdrop.ts";

const SIZE = 24;

/** Mean difference of neighbouring pixels: next to nothing for a studio's wall. */
function business(pixels: Float32Array): number {
  let sum = 0;
  for (let i = 3; i < pixels.length; i++)
    sum += Math.abs(pixels[i]! - pixels[i - 3]!);
  return sum / pixels.length;
}

describe("paintBackdrop", () => {
  const all = Array.from({ length: 100 }, (_, i) =>
    paintBackdrop(createRandom(1, i), SIZE),
  );

  it("stays within a picture's range", () => {
    for (const pixels of all) {
      expect(pixels).toHaveLength(SIZE * SIZE * 3);
      expect(pixels.every((value) => value >= 0 && value <= 255)).toBe(true);
    }
  });

  it("is a plain wall in about three of ten cases, some of them white, some black", () => {
    const plain = all.filter((pixels) => business(pixels) < 1.5);
    expect(plain.length).toBeGreaterThan(18);
    expect(plain.length).toBeLessThan(50);
    const middles = plain.map((pixels) => pixels[3 * (SIZE / 2) * SIZE]!);
    expect(Math.min(...middles)).toBeLessThan(60);
    expect(Math.max(...middles)).toBeGreaterThan(200);
  });
});
