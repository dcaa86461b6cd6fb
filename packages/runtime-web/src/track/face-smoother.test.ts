import { describe, expect, it } from "@jest/globals";
import { tightBox } from "@fdhm/landmarks";
import { rotation, type EulerAngles } from "@fdhm/morphable-model";
import { tinyLandmarks } from "../testing/tiny-face.ts";
import { FaceSmoother } from "./face-smoother.ts";

const settings = { slowest: 1, perSpeed: 10, speedCutoff: 1 };

function face(
  pose: { pitch?: number; yaw?: number; roll?: number },
  shift = 0,
) {
  const landmarks = tinyLandmarks(200).map(
    (value, i) => value + (i % 3 === 0 ? shift : 0),
  );
  return {
    landmarks,
    pose: { pitch: 0, yaw: 0, roll: 0, ...pose },
    visibility: new Float32Array(68).fill(0.3),
    score: 0.8,
    box: tightBox(landmarks),
  };
}

describe("FaceSmoother", () => {
  it("gives the first face as it is, and the rest of it untouched", () => {
    const first = face({ pitch: 0.3, yaw: -1, roll: 2 });
    const out = new FaceSmoother(settings).smooth(first, 0);
    expect(out.landmarks).toEqual(first.landmarks);
    for (const angle of ["pitch", "yaw", "roll"] as const)
      expect(out.pose[angle]).toBeCloseTo(first.pose[angle], 6);
    expect(out).toMatchObject({
      score: 0.8,
      visibility: first.visibility,
      box: first.box,
    });
  });

  it("moves part of the way, box and landmarks together", () => {
    const smoother = new FaceSmoother(settings);
    smoother.smooth(face({}), 0);
    const { landmarks, box, pose } = smoother.smooth(
      face({ yaw: 0.1 }, 10),
      30,
    );
    const moved = landmarks[0]! - face({}).landmarks[0]!;
    expect(moved).toBeGreaterThan(1);
    expect(moved).toBeLessThan(9);
    expect(box).toEqual(tightBox(landmarks));
    expect(pose.yaw).toBeGreaterThan(0.01);
    expect(pose.yaw).toBeLessThan(0.09);
    expect(pose.pitch).toBeCloseTo(0, 6);
  });

  it("stands angles that jump while the head does not: at the side, and upside down", () => {
    for (const [before, after] of [
      // Pitch and roll turn about one axis here.
      [
        { yaw: 1.56, pitch: 0.5 },
        { yaw: 1.56, roll: -0.5 },
      ],
      [{ roll: Math.PI - 0.02 }, { roll: 0.02 - Math.PI }],
    ] satisfies Partial<EulerAngles>[][]) {
      const smoother = new FaceSmoother(settings);
      smoother.smooth(face(before!), 0);
      const { pose } = smoother.smooth(face(after!), 30);
      const turn = rotation(pose.pitch, pose.yaw, pose.roll);
      const wanted = rotation(
        after!.pitch ?? 0,
        after!.yaw ?? 0,
        after!.roll ?? 0,
      );
      turn.forEach((value, i) =>
        expect(Math.abs(value - wanted[i]!)).toBeLessThan(0.06),
      );
    }
  });
});
