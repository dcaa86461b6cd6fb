import { describe, expect, it } from "@jest/globals";
import { createRandom } from "../random.ts";
import { changeTone, type ToneSettings } from "./tone.ts";

const NONE: ToneSettings = {
  brightness: 0,
  contrast: 0,
  gamma: 0,
  tint: 0,
  saturation: 0,
  grey: 0,
};

const ramp = () => Float32Array.from({ length: 255 * 3 }, (_, i) => i / 3);

describe("changeTone", () => {
  it("changes nothing but roundings when told so", () => {
    const pixels = ramp();
    changeTone(pixels, createRandom(1), NONE);
    ramp().forEach((value, i) =>
      expect(Math.abs(pixels[i]! - value)).toBeLessThanOrEqual(0.51),
    );
  });

  it("stays in 0 to 255 whatever is drawn", () => {
    const wild = {
      brightness: 1,
      contrast: 1,
      gamma: 1,
      tint: 1,
      saturation: 1,
      grey: 0.1,
    };
    for (let i = 0; i < 50; i++) {
      const pixels = ramp();
      changeTone(pixels, createRandom(i), wild);
      expect(pixels.every((value) => value >= 0 && value <= 255)).toBe(true);
    }
  });

  it("brightens, keeping the order of tones", () => {
    const settings = { ...NONE, brightness: 0.2, gamma: 0.3 };
    const means = new Set<number>();
    for (let i = 0; i < 5; i++) {
      const pixels = Float32Array.from({ length: 300 }, (_, k) => k / 3 + 60);
      changeTone(pixels, createRandom(i), settings);
      const reds = pixels.filter((_, k) => k % 3 === 0);
      expect(reds).toEqual(reds.slice().sort());
      means.add(Math.round(reds.reduce((a, b) => a + b) / reds.length));
    }
    expect(means.size).toBeGreaterThan(3);
  });

  it("makes grey by luma", () => {
    const pixels = new Float32Array([255, 0, 0, 10, 200, 90]);
    changeTone(pixels, createRandom(1), { ...NONE, grey: 1 });
    const luma = [76.245, 130.65];
    pixels.forEach((value, i) =>
      expect(value).toBeCloseTo(luma[Math.floor(i / 3)]!, 2),
    );
  });
});
