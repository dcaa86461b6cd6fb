import { describe, expect, it } from "@jest/globals";
import { protocolWindow, tightBox } from "@fdhm/landmarks";
import { project } from "@fdhm/morphable-model";
import { createRandom } from "../random.ts";
import { placeHead, samplePose } from "./sample-pose.ts";

const degrees = (radians: number) => (radians * 180) / Math.PI;

describe("samplePose", () => {
  it("fills every bin of yaw, and keeps pitch and roll in their limits", () => {
    const poses = Array.from({ length: 3000 }, (_, i) =>
      samplePose(createRandom(1, i)),
    );
    const bins = [0, 0, 0];
    for (const { pitch, yaw, roll } of poses) {
      expect(Math.abs(degrees(yaw))).toBeLessThanOrEqual(90.001);
      expect(Math.abs(degrees(pitch))).toBeLessThanOrEqual(35.001);
      expect(Math.abs(degrees(roll))).toBeLessThanOrEqual(30.001);
      bins[Math.min(2, Math.floor(Math.abs(degrees(yaw)) / 30))]!++;
    }
    // Even part: 0.8 / 3 in each; P(|n| < 30/18) of the fifth = 0.9 falls into the first.
    expect(Math.abs(bins[0]! / 3000 - 0.447)).toBeLessThan(0.04);
    expect(Math.abs(bins[1]! / 3000 - 0.286)).toBeLessThan(0.04);
    expect(Math.abs(bins[2]! / 3000 - 0.267)).toBeLessThan(0.04);
    const left = poses.filter(({ yaw }) => yaw < 0).length;
    expect(Math.abs(left / 3000 - 0.5)).toBeLessThan(0.04);
  });
});

describe("placeHead", () => {
  it("keeps the protocol's window near the middle, at its share of the edge", () => {
    const landmarks = Float32Array.from(
      { length: 204 },
      (_, i) => 40 + 30 * Math.sin(i),
    );
    for (let i = 0; i < 50; i++) {
      const random = createRandom(2, i);
      const head = placeHead(random, landmarks, samplePose(random), 200);
      const box = tightBox(project(landmarks, head));
      const { centreX, centreY, side } = protocolWindow(box);
      expect(side / 200).toBeGreaterThan(0.519);
      expect(side / 200).toBeLessThan(0.601);
      expect(Math.abs(centreX - 99.5)).toBeLessThan(4.01);
      expect(Math.abs(centreY - 99.5)).toBeLessThan(4.01);
    }
  });
});
