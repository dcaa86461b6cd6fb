import { describe, expect, it } from "@jest/globals";
import type { Picture } from "./picture.ts";
import { sampleCrop } from "./sample-crop.ts";

const RAW = {
  mean: [0, 0, 0],
  deviation: [1, 1, 1],
} as const;

/** Red grows to the right, green downwards, blue is 7. */
function ramp(width: number, height: number, channels: 3 | 4 = 3): Picture {
  const data = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data.set([x, y, 7, 255].slice(0, channels), (y * width + x) * channels);
  return { data, width, height, channels };
}

function crop(
  picture: Picture,
  window: { centreX: number; centreY: number; side: number; roll?: number },
  size: number,
): Float32Array {
  const out = new Float32Array(3 * size * size);
  sampleCrop(picture, { roll: 0, ...window }, size, RAW, "nhwc", out);
  return out;
}

describe("sampleCrop", () => {
  it("copies pixels one to one where the window fits the grid", () => {
    // Pixels 2..5 have their centres at 2, 3, 4, 5: the window's centre is 3.5.
    const out = crop(ramp(10, 10), { centreX: 3.5, centreY: 4.5, side: 4 }, 4);
    expect([...out.subarray(0, 6)]).toEqual([2, 3, 7, 3, 3, 7]);
    expect([...out.subarray(45)]).toEqual([5, 6, 7]);
  });

  it("reads RGBA as RGB", () => {
    const window = { centreX: 3.5, centreY: 4.5, side: 4 };
    expect(crop(ramp(10, 10, 4), window, 4)).toEqual(
      crop(ramp(10, 10), window, 4),
    );
  });

  it("interpolates between pixels", () => {
    const out = crop(
      ramp(10, 10),
      { centreX: 4.25, centreY: 4.75, side: 1 },
      1,
    );
    expect([...out]).toEqual([4.25, 4.75, 7]);
  });

  it("averages the area when it shrinks", () => {
    // A chequerboard of 0 and 200 becomes even grey, where picking pixels would alias.
    const data = new Uint8Array(64 * 64 * 3);
    for (let i = 0; i < 64 * 64; i++)
      if (((i % 64) + Math.floor(i / 64)) % 2) data.fill(200, 3 * i, 3 * i + 3);
    const out = crop(
      { data, width: 64, height: 64, channels: 3 },
      { centreX: 31.5, centreY: 31.5, side: 32 },
      8,
    );
    out.forEach((value) => expect(value).toBeCloseTo(100, 3));
  });

  it("is black outside the picture", () => {
    const out = crop(ramp(4, 4), { centreX: -20, centreY: 2, side: 4 }, 2);
    expect([...out]).toEqual(new Array(12).fill(0));
    // Half-way over the edge the black counts half.
    const edge = crop(ramp(4, 4), { centreX: -0.5, centreY: 1, side: 1 }, 1);
    expect(edge[2]).toBeCloseTo(3.5, 5);
  });

  it("turns with the window: its right is the picture's down at a quarter turn", () => {
    const out = crop(
      ramp(10, 10),
      { centreX: 4.5, centreY: 4.5, side: 2, roll: Math.PI / 2 },
      2,
    );
    const rounded = [...out].map((value) => Math.round(value * 1e4) / 1e4);
    // Upper row, left to right: (5, 4) then (5, 5).
    expect(rounded.slice(0, 6)).toEqual([5, 4, 7, 5, 5, 7]);
  });

  it.each([
    ["inside", 30, 25, 20],
    ["shrunk", 30, 25, 55],
    ["over two edges", -4, 41, 60],
    ["far larger than the picture", 20, 20, 900],
    ["smaller than a pixel", 20.3, 20.8, 0.4],
  ])(
    "samples upright as it samples turned: %s",
    (_, centreX, centreY, side) => {
      const data = new Uint8Array(60 * 45 * 3).map((_, i) => (i * 7919) % 256);
      const picture: Picture = { data, width: 60, height: 45, channels: 3 };
      const upright = crop(picture, { centreX, centreY, side }, 16);
      const turned = crop(picture, { centreX, centreY, side, roll: 1e-12 }, 16);
      upright.forEach((value, i) => expect(value).toBeCloseTo(turned[i]!, 2));
    },
  );

  it("normalises and lays out planes", () => {
    const out = new Float32Array(12);
    sampleCrop(
      ramp(10, 10),
      { centreX: 2.5, centreY: 5.5, side: 2, roll: 0 },
      2,
      { mean: [1, 2, 3], deviation: [1, 2, 4] },
      "nchw",
      out,
    );
    expect([...out]).toEqual([1, 2, 1, 2, 1.5, 1.5, 2, 2, 1, 1, 1, 1]);
  });

  it("refuses a wrong buffer and a window that is no square", () => {
    const window = { centreX: 1, centreY: 1, side: 2, roll: 0 };
    expect(() =>
      sampleCrop(ramp(4, 4), window, 2, RAW, "nhwc", new Float32Array(11)),
    ).toThrow(/3 x 2 x 2 numbers/);
    expect(() => crop(ramp(4, 4), { ...window, side: NaN }, 2)).toThrow(
      /finite square/,
    );
  });
});
