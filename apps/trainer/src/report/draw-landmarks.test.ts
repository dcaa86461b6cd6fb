import { describe, expect, it } from "@jest/globals";
import sharp from "sharp";
import { drawLandmarks } from "./draw-landmarks.ts";

/** All landmarks in one pixel of a black picture. */
function faceAt(x: number, y: number): Float32Array {
  const landmarks = new Float32Array(204);
  for (let k = 0; k < 68; k++) landmarks.set([x, y, 0], 3 * k);
  return landmarks;
}

async function brightest(png: Buffer): Promise<[number, number]> {
  const { data, info } = await sharp(png)
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const top = data.reduce((most, value) => Math.max(most, value), 0);
  let [sumX, sumY, count] = [0, 0, 0];
  data.forEach((value, i) => {
    if (value < top) return;
    sumX += i % info.width;
    sumY += Math.floor(i / info.width);
    count++;
  });
  return [sumX / count, sumY / count];
}

describe("drawLandmarks", () => {
  it("puts a point on the middle of its pixel, enlarged with the picture", async () => {
    const picture = {
      data: new Uint8Array(60 * 48 * 3),
      width: 60,
      height: 48,
      channels: 3 as const,
    };
    const png = await drawLandmarks(picture, [{ landmarks: faceAt(20, 30) }]);
    const { width, height } = await sharp(png).metadata();
    expect([width, height]).toEqual([600, 480]);
    // Pixel 20 covers 200 to 209 of the drawing: its middle is 204.5.
    const [x, y] = await brightest(png);
    expect(Math.abs(x - 204.5)).toBeLessThan(1);
    expect(Math.abs(y - 304.5)).toBeLessThan(1);
  });

  it("draws hidden points hollow", async () => {
    const picture = {
      data: new Uint8Array(500 * 500 * 3),
      width: 500,
      height: 500,
      channels: 3 as const,
    };
    const landmarks = faceAt(250, 250);
    const middle = async (visibility: Float32Array) => {
      const { data } = await sharp(
        await drawLandmarks(picture, [{ landmarks, visibility }]),
      )
        .extract({ left: 250, top: 250, width: 1, height: 1 })
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true });
      return data[0]!;
    };
    expect(await middle(new Float32Array(68).fill(1))).toBeGreaterThan(200);
    expect(await middle(new Float32Array(68))).toBeLessThan(200);
  });
});
