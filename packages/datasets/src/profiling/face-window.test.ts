import { describe, expect, it } from "@jest/globals";
import type { Picture } from "@fdhm/landmarks";
import { cutFace, faceWindow, intoWindow } from "./face-window.ts";

/** A box of 40 x 30 px at (50, 60). */
const marks = new Float32Array([50, 60, NaN, 90, 90, 8]);

/** A ramp in x and y, black beyond `frame` px from its edges. */
function ramp(frame: number): Picture {
  const [width, height] = [160, 150];
  const data = Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    const x = Math.floor(i / 3) % width;
    const y = Math.floor(i / 3 / width);
    const out =
      Math.min(x, y) < frame || x >= width - frame || y >= height - frame;
    return out ? 0 : [x + 60, y + 60, 200][i % 3]!;
  });
  return { data, width, height, channels: 3 };
}

describe("faceWindow and intoWindow", () => {
  it("put the box's middle into the square's, and scale depth along", () => {
    const window = faceWindow(marks, 2);
    expect(window).toEqual({ centreX: 70, centreY: 75, side: 80, roll: 0 });
    expect([...intoWindow(marks, window, 40)]).toEqual([
      ...[9.5, 12, NaN],
      ...[29.5, 27, 4],
    ]);
  });
});

describe("cutFace", () => {
  it("shows at a point of the square what the photograph shows there", () => {
    const window = faceWindow(marks, 2);
    const cut = cutFace(ramp(0), window, marks, 80);
    const [x, y] = intoWindow(new Float32Array([64, 83, 0]), window, 80);
    // Pixels of the square lie half a pixel beside the photograph's.
    const at = 3 * (Math.round(y!) * 80 + Math.round(x!));
    expect(Math.abs(cut.data[at]! - 124)).toBeLessThanOrEqual(1);
    expect(Math.abs(cut.data[at + 1]! - 143)).toBeLessThanOrEqual(1);
    expect(cut.data[at + 2]).toBe(200);
  });

  it("leaves nothing black beyond the photograph and in its borders", () => {
    const window = faceWindow(marks, 6);
    for (const frame of [0, 20]) {
      const { data } = cutFace(ramp(frame), window, marks, 60);
      const blue = data.filter((_, i) => i % 3 === 2);
      expect(Math.min(...blue)).toBeGreaterThan(195);
    }
  });
});
