import { describe, expect, it } from "@jest/globals";
import sharp from "sharp";
import { paintBackground } from "./background.ts";
import { createRandom } from "../random.ts";
import { compressJpeg } from "./jpeg.ts";

/** Mean absolute difference, of 255. */
function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!);
  return sum / a.length;
}

async function throughFile(bytes: Uint8Array, size: number, quality: number) {
  const raw = { width: size, height: size, channels: 3 as const };
  const options = { quality, chromaSubsampling: "4:2:0" };
  const file = await sharp(bytes, { raw }).jpeg(options).toBuffer();
  return sharp(file).raw().toBuffer();
}

describe("compressJpeg", () => {
  it.each([
    [112, 20],
    [112, 50],
    [96, 75],
    [101, 30],
    [101, 90],
  ])("leaves what a file leaves: %p px, quality %p", async (size, quality) => {
    for (let seed = 0; seed < 4; seed++) {
      const painted = paintBackground(createRandom(seed), size);
      const bytes = Uint8Array.from(painted, Math.round);
      const file = await throughFile(bytes, size, quality);
      const pixels = Float32Array.from(bytes);
      compressJpeg(pixels, size, quality);
      const loss = distance(bytes, file);
      // The library rounds in other places, so that some coefficients fall to the neighbouring multiple.
      expect(distance(pixels, file)).toBeLessThan(Math.max(0.8, 0.3 * loss));
      expect(pixels.every(Number.isInteger)).toBe(true);
    }
  });

  it("loses the less, the better the quality", () => {
    const painted = paintBackground(createRandom(3), 64);
    const losses = [5, 20, 50, 80, 100].map((quality) => {
      const pixels = painted.slice();
      compressJpeg(pixels, 64, quality);
      return distance(pixels, painted);
    });
    expect(losses).toEqual(losses.slice().sort((a, b) => b - a));
    expect(losses[0]! / losses[4]!).toBeGreaterThan(3);
  });

  it("keeps an even grey as it is", () => {
    const pixels = new Float32Array(24 * 24 * 3).fill(77);
    compressJpeg(pixels, 24, 90);
    expect(pixels.every((value) => Math.abs(value - 77) < 2)).toBe(true);
  });
});
