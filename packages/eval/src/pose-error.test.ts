import { describe, expect, it } from "@jest/globals";
import { poseError } from "./pose-error.ts";

const DEGREE = Math.PI / 180;
const angles = (pitch: number, yaw: number, roll: number) => ({
  pitch: pitch * DEGREE,
  yaw: yaw * DEGREE,
  roll: roll * DEGREE,
});

describe("poseError", () => {
  it("is the mean of the sizes, angle by angle and of all", () => {
    const error = poseError([
      { predicted: angles(1, -4, 0), truth: angles(0, 0, 3) },
      { predicted: angles(-1, 8, 0), truth: angles(2, 0, 3) },
    ]);
    expect(error.pitch / DEGREE).toBeCloseTo(2, 9);
    expect(error.yaw / DEGREE).toBeCloseTo(6, 9);
    expect(error.roll / DEGREE).toBeCloseTo(3, 9);
    expect(error.mean / DEGREE).toBeCloseTo(11 / 3, 9);
  });

  it("goes the short way round", () => {
    const error = poseError([
      { predicted: angles(0, 0, 179), truth: angles(0, 0, -179) },
    ]);
    expect(error.roll / DEGREE).toBeCloseTo(2, 9);
  });

  it("names an angle that is not finite, and refuses no face", () => {
    expect(() =>
      poseError([{ predicted: angles(0, NaN, 0), truth: angles(0, 0, 0) }]),
    ).toThrow(/yaw of face 0/);
    expect(() => poseError([])).toThrow(/at least one face/);
  });
});
