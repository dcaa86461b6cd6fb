import { expect, it } from "@jest/globals";
import { poseInDegrees } from "./pose-in-degrees.ts";

it("gives degrees for radians", () => {
  const pose = { pitch: Math.PI / 6, yaw: -Math.PI / 2, roll: 0.1 };
  const { pitch, yaw, roll } = poseInDegrees(pose);
  expect(pitch).toBeCloseTo(30, 10);
  expect(yaw).toBeCloseTo(-90, 10);
  expect(roll).toBeCloseTo(5.7296, 4);
});

it("refuses a broken angle", () => {
  expect(() => poseInDegrees({ pitch: 0, yaw: NaN, roll: 0 })).toThrow(
    /finite radians for pose/,
  );
});
