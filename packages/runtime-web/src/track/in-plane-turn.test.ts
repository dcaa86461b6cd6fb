import { describe, expect, it } from "@jest/globals";
import { inPlaneTurn } from "./in-plane-turn.ts";

describe("inPlaneTurn", () => {
  it("is the roll of a face that looks at the camera", () => {
    for (const roll of [-2.5, -0.4, 0, 0.7, 3])
      expect(inPlaneTurn({ pitch: 0, yaw: 0, roll })).toBeCloseTo(roll, 9);
  });

  it("is nothing in profile, however the head rolls", () => {
    for (const roll of [-0.5, 0.6])
      expect(inPlaneTurn({ pitch: 0, yaw: Math.PI / 2, roll })).toBeCloseTo(
        0,
        9,
      );
  });

  it("is a part of the roll in between", () => {
    const degrees = Math.PI / 180;
    const pose = { pitch: 0, yaw: 60 * degrees, roll: 30 * degrees };
    // Half of the sine is seen, and all of the cosine.
    expect(inPlaneTurn(pose) / degrees).toBeCloseTo(16.102, 3);
  });
});
