import { describe, expect, it } from "@jest/globals";
import { protocolWindow, tightBox } from "@fdhm/landmarks";
import { project } from "@fdhm/morphable-model";
import { createRandom } from "../random.ts";
import type { HeadPose } from "../sample.ts";
import {
  placeHead,
  POSE_LIMITS,
  poseLimits,
  samplePose,
} from "./sample-pose.ts";

const degrees = (radians: number) => (radians * 180) / Math.PI;

describe("samplePose", () => {
  const poses = Array.from({ length: 4000 }, (_, i) =>
    samplePose(createRandom(1, i)),
  );
  const yaws = poses.map(({ yaw }) => Math.abs(degrees(yaw)));
  const share = (test: (pose: HeadPose) => boolean) =>
    poses.filter(test).length / poses.length;

  it("fills every bin of yaw and goes beyond the profile", () => {
    const bin = (low: number, high: number) =>
      yaws.filter((yaw) => yaw >= low && yaw < high).length / yaws.length;
    // Even part: 0.8 * 30 / 100 in each; P(|n| < 30/18) of the fifth = 0.9 falls into the first.
    expect(Math.abs(bin(0, 30) - 0.421)).toBeLessThan(0.03);
    expect(Math.abs(bin(30, 60) - 0.259)).toBeLessThan(0.03);
    expect(Math.abs(bin(60, 90) - 0.24)).toBeLessThan(0.03);
    expect(Math.abs(bin(90, 100.001) - 0.08)).toBeLessThan(0.02);
    expect(Math.max(...yaws)).toBeLessThanOrEqual(100.001);
    expect(Math.abs(share(({ yaw }) => yaw < 0) - 0.5)).toBeLessThan(0.03);
  });

  it("keeps most heads upright and still meets the whole range", () => {
    for (const [axis, most, deviation] of [
      ["pitch", 60, 14],
      ["roll", 90, 12],
    ] as const) {
      const sizes = poses.map((pose) => Math.abs(degrees(pose[axis])));
      expect(Math.max(...sizes)).toBeLessThanOrEqual(most + 0.001);
      expect(Math.max(...sizes)).toBeGreaterThan(0.95 * most);
      const near = share(
        (pose) => Math.abs(degrees(pose[axis])) < 2 * deviation,
      );
      expect(near).toBeGreaterThan(0.8);
      expect(near).toBeLessThan(0.95);
    }
    const corner = share(
      ({ pitch, yaw }) => Math.abs(yaw) > 1.2 && Math.abs(pitch) > 0.6,
    );
    expect(corner).toBeGreaterThan(0.002);
  });

  it("does not look onto the crown of a head in profile", () => {
    for (const { yaw, roll } of poses)
      if (Math.abs(degrees(yaw)) > 89)
        expect(Math.abs(degrees(roll))).toBeLessThan(38);
  });

  it("stays within narrower limits", () => {
    const limits = { pitch: 0.1, yaw: 0.2, roll: 0 };
    for (let i = 0; i < 50; i++) {
      const { pitch, yaw, roll } = samplePose(createRandom(2, i), limits);
      expect(Math.abs(pitch)).toBeLessThanOrEqual(0.1);
      expect(Math.abs(yaw)).toBeLessThanOrEqual(0.2);
      expect(Math.abs(roll)).toBe(0);
    }
  });
});

describe("poseLimits", () => {
  it("fills in what is left out and refuses what no head does", () => {
    expect(poseLimits({ yaw: 1 })).toEqual({ ...POSE_LIMITS, yaw: 1 });
    expect(() => poseLimits({ yaw: 3 })).toThrow(
      "Expected radians from 0 to 2.094 for poses.yaw but received 3",
    );
    expect(() => poseLimits({ pitch: -0.1 })).toThrow(/poses\.pitch/);
    expect(() => poseLimits({ roll: NaN })).toThrow(/poses\.roll/);
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
