import { describe, expect, it } from "@jest/globals";
import { sampleCrop, type CropWindow, type Picture } from "@fdhm/landmarks";
import { placeLandmarks, type Placement } from "./perspective.ts";
import { sampleTilted } from "./sample-tilted.ts";

const RAW = { mean: [0, 0, 0], deviation: [1, 1, 1] } as const;
const busy: Picture = {
  data: Uint8Array.from({ length: 60 * 50 * 3 }, (_, i) => (i * i) % 251),
  width: 60,
  height: 50,
  channels: 3,
};

/** Largest difference from the crop, in levels. */
function furthestFromCrop(picture: Picture, window: CropWindow): number {
  const tilted = new Float32Array(24 * 24 * 3);
  const crop = tilted.slice();
  sampleTilted(picture, { window, tilt: [0, 0] }, 24, tilted);
  sampleCrop(picture, window, 24, RAW, "nhwc", crop);
  return Math.max(...tilted.map((value, i) => Math.abs(value - crop[i]!)));
}

describe("sampleTilted", () => {
  it.each([
    ["inside", { centreX: 30, centreY: 25, side: 30, roll: 0.4 }],
    ["over the edge", { centreX: 2, centreY: 48.5, side: 30, roll: -2 }],
  ])("is the crop where nothing is tilted: %s", (_, window) => {
    expect(furthestFromCrop(busy, window)).toBeLessThan(0.05);
  });

  it.each([
    [1.7, 0.5],
    [2.9, 1.5],
  ])("is the crop of a smooth picture, shrunk by %d", (shrink, close) => {
    const window = { centreX: 75, centreY: 70, side: 24 * shrink, roll: 1 };
    const data = Uint8Array.from({ length: 3 * 150 ** 2 }, (_, i) => {
      const [x, y] = [Math.floor(i / 3) % 150, Math.floor(i / 450)];
      return 128 + 60 * Math.sin(x / 9 + (i % 3)) * Math.cos(y / 11);
    });
    const smooth: Picture = { data, width: 150, height: 150, channels: 3 };
    expect(furthestFromCrop(smooth, window)).toBeLessThan(close);
  });

  it.each([[1], [3]])(
    "shows a mark where landmarks are placed, with %p taps",
    (taps) => {
      const size = 64;
      const width = 120 * taps;
      const data = new Uint8Array(width * width * 3);
      const mark = [0.62 * width, 0.4 * width, 0] as const;
      for (let i = 0; i < width * width; i++) {
        const square =
          ((i % width) - mark[0]) ** 2 + (Math.floor(i / width) - mark[1]) ** 2;
        data[3 * i + 1] = 255 * Math.exp(-square / (18 * taps * taps));
      }
      for (const tilt of [
        [0.3, 0],
        [0, -0.3],
        [-0.2, 0.25],
      ] as const) {
        const window = {
          centreX: width / 2,
          centreY: width / 2,
          side: taps * size,
          roll: 0.5,
        };
        const placement: Placement = { window, tilt };
        const pixels = new Float32Array(size * size * 3);
        sampleTilted(
          { data, width, height: width, channels: 3 },
          placement,
          size,
          pixels,
        );
        let [sum, x, y] = [0, 0, 0];
        for (let i = 0; i < size * size; i++) {
          const value = pixels[3 * i + 1]!;
          sum += value;
          x += value * (i % size);
          y += value * Math.floor(i / size);
        }
        const placed = new Float32Array(3);
        placeLandmarks(Float32Array.from(mark), placement, placed);
        expect((placed[0]! + 0.5) * size - 0.5 - x / sum).toBeCloseTo(0, 0);
        expect(
          Math.hypot(
            (placed[0]! + 0.5) * size - 0.5 - x / sum,
            (placed[1]! + 0.5) * size - 0.5 - y / sum,
          ),
        ).toBeLessThan(0.3);
      }
    },
  );
});
