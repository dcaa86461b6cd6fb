import { describe, expect, it } from "@jest/globals";
import { sampleCrop, type Picture } from "@fdhm/landmarks";
import { cropInput } from "./crop-input.ts";
import type { OpenImage, Region } from "./pixels.ts";
import { noise, tinyDecoding } from "./testing/tiny-face.ts";

const decoding = tinyDecoding(16);
const whole = noise(60, 40, 4);

/** An image of which only the region asked for can be had, as from a canvas. */
function regional(picture: Picture): OpenImage & { readonly asked: Region[] } {
  const asked: Region[] = [];
  return {
    width: picture.width,
    height: picture.height,
    asked,
    read(region) {
      const { x, y, width, height } = region;
      asked.push(region);
      const data = new Uint8Array(width * height * 4);
      for (let row = 0; row < height; row++)
        data.set(
          picture.data.subarray(
            4 * ((y + row) * picture.width + x),
            4 * ((y + row) * picture.width + x + width),
          ),
          4 * row * width,
        );
      return { picture: { data, width, height, channels: 4 }, x, y };
    },
  };
}

describe("cropInput", () => {
  it.each([
    ["inside", { x: 20, y: 10, width: 11, height: 8 }, 0],
    ["turned", { x: 20.3, y: 10.7, width: 14, height: 9 }, 0.6],
    ["over a corner", { x: -6, y: -5, width: 14, height: 15 }, 0],
    [
      "over the far corner, turned",
      { x: 52, y: 33, width: 12, height: 12 },
      -2,
    ],
    ["larger than the image", { x: -20, y: -20, width: 100, height: 90 }, 0.1],
    ["smaller than a pixel", { x: 30.2, y: 20.9, width: 0.3, height: 0.2 }, 0],
    ["at the last pixel", { x: 59, y: 39, width: 1, height: 1 }, 0],
  ])("feeds what the whole picture gives, for a box %s", (_, box, roll) => {
    const out = new Float32Array(3 * 16 * 16);
    const image = regional(whole);
    const window = cropInput(image, box, roll, decoding, out, "box");
    expect(window.side).toBeCloseTo(1.5 * Math.max(box.width, box.height), 10);
    expect(window.roll).toBe(roll);
    const all = new Float32Array(out.length);
    sampleCrop(whole, window, 16, decoding.normalisation, "nchw", all);
    out.forEach((value, i) => expect(value).toBeCloseTo(all[i]!, 5));
    expect(image.asked[0]!.width * image.asked[0]!.height).toBeLessThanOrEqual(
      60 * 40,
    );
  });

  it("reads no more of a large image than the window needs", () => {
    const image = regional(whole);
    const box = { x: 20, y: 10, width: 8, height: 8 };
    cropInput(image, box, 0, decoding, new Float32Array(768), "box");
    // A side of 12 about (24.16, 13.6), two rows and columns of neighbours more.
    expect(image.asked).toEqual([{ x: 17, y: 6, width: 16, height: 16 }]);
  });

  it("stands a shift that takes the window off the image", () => {
    const shifted = { ...decoding, boxShift: [9, -9] as const };
    const out = new Float32Array(768);
    const box = { x: 50, y: 0, width: 8, height: 8 };
    cropInput(regional(whole), box, 0, shifted, out, "box");
    [-120 / 250, -125 / 255, -130 / 260].forEach((black, channel) => {
      for (let i = 256 * channel; i < 256 * (channel + 1); i++)
        expect(out[i]).toBeCloseTo(black, 6);
    });
  });

  it.each([
    [null, /\{x, y, width, height\} for box 3 but received null/],
    [{ x: 1, y: 2, width: NaN, height: 3 }, /finite.*for box 3/],
    [{ x: 1, y: 2, width: 5, height: 0 }, /positive.*for box 3/],
    [{ x: 61, y: 2, width: 5, height: 5 }, /inside.*60 x 40 for box 3/],
    [{ xMin: 1, yMin: 2 }, /finite x, y, width and height for box 3/],
  ])("refuses the box %j", (box, message) => {
    expect(() =>
      cropInput(
        regional(whole),
        box as never,
        0,
        decoding,
        new Float32Array(768),
        "box 3",
      ),
    ).toThrow(message);
  });

  it("refuses a roll that is no number", () => {
    const box = { x: 1, y: 2, width: 5, height: 5 };
    expect(() =>
      cropInput(
        regional(whole),
        box,
        NaN,
        decoding,
        new Float32Array(768),
        "box",
      ),
    ).toThrow(/finite radians for roll/);
  });
});
