import { describe, expect, it } from "@jest/globals";
import type { Picture } from "./picture.ts";
import { cropKernels } from "./crop-kernels.ts";
import { sampleCrop } from "./sample-crop.ts";
import { sampleTurned } from "./sample-turned.ts";
import { sampleUpright } from "./sample-upright.ts";

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

/** No two neighbours alike. */
function noise(width: number, height: number, channels: 3 | 4): Picture {
  const data = new Uint8Array(width * height * channels).map(
    (_, i) => (i * 7919) % 256,
  );
  return { data, width, height, channels };
}

/** Smooth over some pixels. */
function waves(width: number, height: number, channels: 3 | 4): Picture {
  const data = new Uint8Array(width * height * channels).map((_, i) => {
    const pixel = Math.floor(i / channels);
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    return 128 + 60 * Math.sin(x / 9 + (i % channels)) * Math.cos(y / 11);
  });
  return { data, width, height, channels };
}

const WAVES = [waves(160, 160, 3), waves(160, 160, 4)];

function furthest(a: Float32Array, b: Float32Array): number {
  return a.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - b[i]!)),
    0,
  );
}

function mean(numbers: Float32Array): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
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

  describe.each([
    ["inside", 30, 25, 20],
    ["shrunk", 30, 25, 55],
    ["over two edges", -4, 41, 60],
    ["far larger than the picture", 20, 20, 900],
    ["far off the picture", -3000, 20, 60],
    ["smaller than a pixel", 20.3, 20.8, 0.4],
  ])("of a window %s", (_, centreX, centreY, side) => {
    const taps = Math.min(4, Math.max(1, Math.round(side / 16)));
    const window = { centreX, centreY, side, roll: 0 };
    const plain = (
      sample: typeof sampleUpright,
      picture: Picture,
      roll: number,
    ) => {
      const out = new Float32Array(3 * 16 * 16);
      sample(picture, { ...window, roll }, 16, taps, RAW, 3, 1, out);
      return out;
    };

    it("is the same in JavaScript by rows and columns as tap by tap", () => {
      const upright = plain(sampleUpright, noise(60, 45, 3), 0);
      const turned = plain(sampleTurned, noise(60, 45, 3), 1e-12);
      expect(furthest(upright, turned)).toBeLessThan(0.005);
    });

    it.each([3, 4] as const)(
      "is the same by the kernels, to their 14 bits, upright with %d channels",
      (channels) => {
        const picture = noise(60, 45, channels);
        const out = crop(picture, window, 16);
        const wanted = plain(sampleUpright, picture, 0);
        expect(furthest(out, wanted)).toBeLessThan(0.02);
      },
    );

    it.each([3, 4] as const)(
      "is as light by the kernels, turned with %d channels",
      (channels) => {
        const picture = noise(60, 45, channels);
        for (const roll of [1e-12, 0.3, -2]) {
          const out = crop(picture, { ...window, roll }, 16);
          const wanted = plain(sampleTurned, picture, roll);
          // One tap is the same tap; more are means over areas of the same size but another shape.
          expect(Math.abs(mean(out) - mean(wanted))).toBeLessThan(2);
          if (taps === 1) expect(furthest(out, wanted)).toBeLessThan(0.05);
        }
      },
    );
  });

  it.each([
    [0.9, 0.05],
    [1.8, 0.5],
    [2.8, 1.5],
    [4.4, 2],
    [6, 3],
  ])(
    "is as in JavaScript where a turned picture is smooth, shrunk by %d",
    (shrink, close) => {
      const side = 16 * shrink;
      const taps = Math.min(4, Math.max(1, Math.round(shrink)));
      const window = { centreX: 80.4, centreY: 79.7, side };
      const wanted = new Float32Array(3 * 16 * 16);
      for (const picture of WAVES)
        for (const roll of [1e-12, 0.3, -2]) {
          const turned = { ...window, roll };
          sampleTurned(picture, turned, 16, taps, RAW, 3, 1, wanted);
          expect(furthest(crop(picture, turned, 16), wanted)).toBeLessThan(
            close,
          );
        }
    },
  );

  it.each([2.2, 3, 4.4, 8])(
    "averages the area when it shrinks a turned window by %d",
    (shrink) => {
      const data = new Uint8Array(256 * 256 * 4);
      for (let i = 0; i < 256 * 256; i++)
        if (((i % 256) + (i >> 8)) % 2) data.fill(200, 4 * i, 4 * i + 3);
      const picture: Picture = { data, width: 256, height: 256, channels: 4 };
      const window = { centreX: 127.3, centreY: 127.9, side: 16 * shrink };
      const out = crop(picture, { ...window, roll: 0.4 }, 16);
      out.forEach((value) => expect(Math.abs(value - 100)).toBeLessThan(3));
    },
  );

  it("gives the same of a part of a picture that holds the window", () => {
    const whole = noise(60, 45, 4);
    const [x, y] = [13, 8];
    const data = new Uint8Array(4 * 40 * 33);
    for (let row = 0; row < 33; row++)
      data.set(
        whole.data.subarray(
          4 * ((y + row) * 60 + x),
          4 * ((y + row) * 60 + x + 40),
        ),
        4 * 40 * row,
      );
    const part: Picture = { data, width: 40, height: 33, channels: 4 };
    for (const [size, roll] of [
      [16, 0],
      [16, 0.5],
      [8, 0.5],
      [5, 0.5],
    ] as const) {
      const window = { centreX: 33.4, centreY: 24.6, side: 18, roll };
      const out = crop(whole, window, size);
      window.centreX -= x;
      window.centreY -= y;
      expect(furthest(crop(part, window, size), out)).toBeLessThan(0.005);
    }
  });

  it("takes the picture as it is at each call, and works in the same memory", () => {
    const picture = noise(60, 45, 4);
    const window = { centreX: 30, centreY: 20, side: 30, roll: 0.2 };
    const kernels = cropKernels()!;
    const first = crop(picture, window, 16);
    const { bytes } = kernels;
    const part = kernels.numbers(1088, 768);
    (picture.data as Uint8Array).fill(9);
    const second = crop(picture, window, 16);
    expect(furthest(first, second)).toBeGreaterThan(50);
    expect(second[384]).toBeCloseTo(9, 3);
    expect(cropKernels()).toBe(kernels);
    expect(kernels.bytes).toBe(bytes);
    expect(kernels.numbers(1088, 768)).toBe(part);
  });

  it("gives memory back that only a large picture needed", () => {
    const data = new Uint8Array(4 * 3400 * 3000);
    const picture: Picture = { data, width: 3400, height: 3000, channels: 4 };
    data.fill(50);
    const window = { centreX: 1700, centreY: 1500, side: 3000 };
    expect(mean(crop(picture, window, 8))).toBeCloseTo(50, 2);
    const small = { centreX: 33, centreY: 24, side: 18 };
    crop(picture, small, 8);
    expect(cropKernels()!.bytes.length).toBeLessThan(4 << 20);
  });

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
