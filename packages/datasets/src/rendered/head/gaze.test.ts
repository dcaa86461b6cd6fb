import { beforeAll, describe, expect, it } from "@jest/globals";
import { rotation, type MorphableModel } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { createRandom } from "../../random.ts";
import { findEyeballs } from "./eyeballs.ts";
import { ballOf, sampleGaze, turnEyes } from "./gaze.ts";

let model: MorphableModel;
beforeAll(async () => {
  model = await loadOpenFace();
});

/** The foremost vertex of each eyeball: the middle of the pupil. */
const pupils = (points: Float32Array, eyes: readonly Uint32Array[]) =>
  eyes.map((eye) =>
    [...eye].reduce((a, b) =>
      points[3 * a + 2]! > points[3 * b + 2]! ? a : b,
    ),
  );

describe("turnEyes", () => {
  it("moves both pupils the way the eyes look and nothing else", () => {
    const eyes = findEyeballs(model)!;
    const front = pupils(model.mean, eyes);
    const points = model.mean.slice();
    turnEyes(points, eyes, { up: 0.2, aside: 0.3 });
    for (const vertex of front) {
      const [dx, dy] = [0, 1].map(
        (c) => points[3 * vertex + c]! - model.mean[3 * vertex + c]!,
      );
      // A ball of about 14 mm: its front moves by radius times sine, to the subject's left and up.
      expect(dx).toBeGreaterThan(3);
      expect(dx).toBeLessThan(5.5);
      expect(dy).toBeGreaterThan(1.5);
      expect(dy).toBeLessThan(4);
    }
    const moving = new Set(eyes.flatMap((eye) => [...eye]));
    for (let i = 0; i < points.length; i++)
      if (!moving.has(Math.floor(i / 3))) expect(points[i]).toBe(model.mean[i]);
  });

  it("turns about the ball's centre: no vertex comes nearer to it", () => {
    const eyes = findEyeballs(model)!;
    const points = model.mean.slice();
    turnEyes(points, eyes, { up: -0.3, aside: -0.4 });
    const { centre } = ballOf(model.mean, eyes[0]!);
    const away = (values: Float32Array, vertex: number) =>
      Math.hypot(...centre.map((value, c) => values[3 * vertex + c]! - value));
    for (const vertex of eyes[0]!)
      expect(away(points, vertex)).toBeCloseTo(away(model.mean, vertex), 3);
  });
});

describe("sampleGaze", () => {
  it("looks into the camera in many pictures, as far as eyes turn", () => {
    const pose = { pitch: 0.1, yaw: 0.3, roll: 0.2 };
    const r = rotation(pose.pitch, pose.yaw, pose.roll);
    let met = 0;
    for (let i = 0; i < 300; i++) {
      const { up, aside } = sampleGaze(createRandom(1, i), pose);
      const ahead = [
        Math.cos(up) * Math.sin(aside),
        Math.sin(up),
        Math.cos(up) * Math.cos(aside),
      ];
      const towardsCamera = ahead.reduce((sum, v, c) => sum + v * r[6 + c]!, 0);
      if (towardsCamera > 0.9999) met++;
    }
    expect(Math.abs(met / 300 - 0.4)).toBeLessThan(0.1);
    for (let i = 0; i < 50; i++) {
      const far = sampleGaze(createRandom(1, i), { ...pose, yaw: 1.5 });
      expect(Math.abs(far.aside)).toBeLessThanOrEqual(Math.PI / 6 + 1e-9);
      expect(Math.abs(far.up)).toBeLessThanOrEqual(Math.PI / 9 + 1e-9);
    }
  });
});
