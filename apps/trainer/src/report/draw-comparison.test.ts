import { describe, expect, it } from "@jest/globals";
import sharp from "sharp";
import { drawComparison } from "./draw-comparison.ts";

const picture = {
  data: new Uint8Array(100 * 100 * 3).fill(60),
  width: 100,
  height: 100,
  channels: 3 as const,
};
const box = { x: 30, y: 30, width: 40, height: 40 };

/** All landmarks in one pixel. */
const faceAt = (x: number, y: number) =>
  Float32Array.from({ length: 204 }, (_, i) => [x, y, 0][i % 3]!);

/** Middle of the pixels that are far more of one channel than of another. */
async function middleOf(webp: Buffer, more: number, less: number) {
  const { data, info } = await sharp(webp)
    .raw()
    .toBuffer({ resolveWithObject: true });
  let [x, y, count] = [0, 0, 0];
  for (let i = 0; i < data.length; i += info.channels) {
    if (data[i + more]! - data[i + less]! < 60) continue;
    x += (i / info.channels) % info.width;
    y += Math.floor(i / info.channels / info.width);
    count++;
  }
  return [x / count, y / count];
}

describe("drawComparison", () => {
  it("places found and true points in the square about the box", async () => {
    const found = faceAt(40, 59.5);
    const webp = await drawComparison(picture, box, found, faceAt(60, 44.5));
    const { width, height, format } = await sharp(webp).metadata();
    expect([width, height, format]).toEqual([288, 288, "webp"]);
    // The square is 1.4 sqrt(2) 40 px about (50, 50).
    const scale = 288 / (1.4 * Math.SQRT2 * 40);
    const place = (v: number) => (v - 50) * scale + 143.5;
    const [x, y] = await middleOf(webp, 1, 0); // Teal.
    expect(Math.abs(x! - place(40))).toBeLessThan(1.5);
    expect(Math.abs(y! - place(59.5))).toBeLessThan(1.5);
    const [trueX, trueY] = await middleOf(webp, 0, 2); // Amber.
    expect(Math.abs(trueX! - place(60))).toBeLessThan(1.5);
    expect(Math.abs(trueY! - place(44.5))).toBeLessThan(1.5);
  });

  it("draws a face for which nothing was found", async () => {
    const webp = await drawComparison(picture, box, null, faceAt(50, 50));
    expect(await middleOf(webp, 1, 0)).toEqual([NaN, NaN]);
  });
});
