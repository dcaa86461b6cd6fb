import { describe, expect, it } from "@jest/globals";
import { RecordingContext } from "../testing/recording-context.ts";
import { tinyLandmarks } from "../testing/tiny-face.ts";
import { drawPose } from "./draw-pose.ts";

const colours = ["x", "y", "z"] as const;

/** Where each axis points from the face's middle, px, in the order of drawing. */
function axes(pose: { pitch?: number; yaw?: number; roll?: number }) {
  const landmarks = tinyLandmarks(200);
  const canvas = new RecordingContext();
  const full = { pitch: 0, yaw: 0, roll: 0, ...pose };
  drawPose(canvas.context, { landmarks, pose: full }, { length: 100, colours });
  expect(canvas.painted).toHaveLength(6);
  expect(canvas.depth).toBe(0);
  return canvas.painted
    .filter((_, i) => i % 2 === 1)
    .map(({ style, path }) => {
      const [[, x, y], [, toX, toY]] = path as unknown as [
        [string, number, number],
        [string, number, number],
      ];
      return [style, Math.round(toX - x), Math.round(toY - y)];
    });
}

describe("drawPose", () => {
  it("points right, up and at the camera from a frontal face", () => {
    expect(axes({})).toEqual([
      ["x", 100, 0],
      ["y", 0, -100],
      ["z", 0, 0],
    ]);
  });

  it("turns with the head", () => {
    // Nose to the picture's left: z points there, and x, towards the camera now, is drawn last.
    expect(axes({ yaw: Math.PI / 2 })).toEqual([
      ["y", 0, -100],
      ["z", -100, 0],
      ["x", 0, 0],
    ]);
    // Nose up.
    expect(axes({ pitch: Math.PI / 6 }).at(-1)).toEqual(["z", 0, -50]);
    // Top of the head to the picture's right.
    expect(axes({ roll: Math.PI / 6 }).find(([axis]) => axis === "y")).toEqual([
      "y",
      50,
      -87,
    ]);
  });

  it("starts at the middle of the landmarks, as long and wide as the face asks", () => {
    const landmarks = new Float32Array(204);
    for (let k = 0; k < 68; k++)
      landmarks.set([k < 34 ? 10 : 110, k % 2 ? 20 : 120, 5], 3 * k);
    const canvas = new RecordingContext();
    const pose = { pitch: 0, yaw: 0, roll: 0 };
    drawPose(canvas.context, { landmarks, pose });
    const { path, lineWidth } = canvas.painted[1]!;
    const [, x, y] = path[0]!;
    expect(x).toBeCloseTo(60.5, 6);
    expect(y).toBeCloseTo(70.5, 6);
    expect(path[1]![1]! - x!).toBeCloseTo(60, 6);
    expect(lineWidth).toBeCloseTo(1.5, 6);
  });

  it("refuses a pose that is none", () => {
    expect(() => axes({ yaw: NaN })).toThrow(/finite radians/);
  });
});
