import { describe, expect, it } from "@jest/globals";
import { project, rotation, type WeakPerspective } from "@fdhm/morphable-model";
import { createRandom } from "../random.ts";
import { turnedPoses } from "./turned-poses.ts";

const DEGREE = Math.PI / 180;
const still = { count: 11, yaw: 90 * DEGREE, nod: 0, roll: 0, scale: 0 };
const pivot = [3, -4, 20] as const;
const at = (yaw: number) => ({
  scale: 2,
  pitch: 0.1,
  yaw: yaw * DEGREE,
  roll: 0,
  x: 100,
  y: 90,
});

describe("turnedPoses", () => {
  it.each([30, -30])(
    "turn a face at %d degrees outwards, step by step",
    (yaw) => {
      const poses = turnedPoses(at(yaw), pivot, still, createRandom(1));
      expect(poses).toHaveLength(11);
      expect(poses[0]).toEqual(at(yaw));
      poses.slice(1).forEach((pose, step) => {
        const turned = (Math.sign(yaw) * pose.yaw) / DEGREE;
        expect(turned).toBeGreaterThanOrEqual(30 + 6 * step - 1e-6);
        expect(turned).toBeLessThanOrEqual(36 + 6 * step + 1e-6);
        expect(pose.pitch).toBeCloseTo(0.1, 6);
        expect(pose.roll).toBeCloseTo(0, 6);
      });
    },
  );

  it("turn a tipped head about its own neck, which stays as tipped as it was", () => {
    const tipped = { ...at(20), roll: -0.4 };
    const up = ({ pitch, yaw, roll }: WeakPerspective) => {
      const r = rotation(pitch, yaw, roll);
      return [r[1]!, r[4]!, r[7]!];
    };
    const poses = turnedPoses(tipped, pivot, still, createRandom(1));
    for (const pose of poses)
      up(pose).forEach((value, axis) =>
        expect(value).toBeCloseTo(up(tipped)[axis]!, 6),
      );
    expect(poses.at(-1)!.yaw).toBeGreaterThan(60 * DEGREE);
  });

  it("turn a face that looks into the camera to both sides in turn", () => {
    const poses = turnedPoses(at(4), pivot, still, createRandom(1));
    const sides = poses.slice(1).map(({ yaw }) => Math.sign(yaw - 4 * DEGREE));
    expect(sides).toEqual([1, -1, 1, -1, 1, -1, 1, -1, 1, -1]);
    expect(poses.at(-1)!.yaw).toBeLessThan(-70 * DEGREE);
    expect(poses.at(-2)!.yaw).toBeGreaterThan(70 * DEGREE);
  });

  it("leave the pivot where it is seen", () => {
    const point = new Float32Array(pivot);
    const [x, y] = project(point, at(20));
    const all = { ...still, nod: 0.4, roll: 0.1, scale: 0.1 };
    for (const pose of turnedPoses(at(20), pivot, all, createRandom(2))) {
      const seen = project(point, pose);
      expect(seen[0]).toBeCloseTo(x!, 3);
      expect(seen[1]).toBeCloseTo(y!, 3);
    }
  });

  it("nod about the ears, which pitches a frontal face", () => {
    const frontal = { ...at(0), pitch: 0 };
    const nodding = { ...still, count: 200, yaw: 1e-3, nod: 0.3 };
    const pitches = turnedPoses(frontal, pivot, nodding, createRandom(3)).map(
      ({ pitch }) => pitch,
    );
    expect(Math.max(...pitches)).toBeGreaterThan(0.25);
    expect(Math.min(...pitches)).toBeLessThan(-0.25);
    expect(Math.max(...pitches.map(Math.abs))).toBeLessThanOrEqual(0.3001);
  });

  it("leave a face that looks further aside than is turned as it is", () => {
    const poses = turnedPoses(at(95), pivot, still, createRandom(1));
    for (const { yaw } of poses) expect(yaw / DEGREE).toBeCloseTo(95, 4);
  });
});
