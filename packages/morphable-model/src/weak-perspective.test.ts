import { describe, expect, it } from "@jest/globals";
import {
  project,
  unproject,
  type WeakPerspective,
} from "./weak-perspective.ts";

const FRONTAL = { scale: 2, pitch: 0, yaw: 0, roll: 0, x: 100, y: 50 };

function expectClose(actual: Float32Array, wanted: readonly number[]) {
  expect(actual.length).toBe(wanted.length);
  wanted.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 4));
}

describe("project", () => {
  it("scales, shifts and turns y over", () => {
    const points = new Float32Array([0, 0, 0, 10, 20, 30]);
    expectClose(project(points, FRONTAL), [100, 50, 0, 120, 10, 60]);
  });

  it("turns the nose to the picture's left by a quarter turn of yaw", () => {
    const nose = new Float32Array([0, 0, 10]);
    expectClose(project(nose, { ...FRONTAL, yaw: Math.PI / 2 }), [80, 50, 0]);
  });

  it("lifts the nose by a quarter turn of pitch: up is less y", () => {
    const nose = new Float32Array([0, 0, 10]);
    expectClose(
      project(nose, { ...FRONTAL, pitch: Math.PI / 2 }),
      [100, 30, 0],
    );
  });

  it("tips the top of the head to the right by a quarter turn of roll", () => {
    const top = new Float32Array([0, 10, 0]);
    expectClose(project(top, { ...FRONTAL, roll: Math.PI / 2 }), [120, 50, 0]);
  });

  it("writes into the buffer it is given, its own input too", () => {
    const points = new Float32Array([10, 20, 30]);
    expect(project(points, FRONTAL, points)).toBe(points);
    expectClose(points, [120, 10, 60]);
  });

  it.each([
    [{ scale: 0 }, /positive scale/],
    [{ scale: -1 }, /positive scale/],
    [{ yaw: NaN }, /finite/],
    [{ x: Infinity }, /finite/],
  ])("refuses the pose %j", (wrong, message) => {
    const pose: WeakPerspective = { ...FRONTAL, ...wrong };
    expect(() => project(new Float32Array(3), pose)).toThrow(message);
    expect(() => unproject(new Float32Array(3), pose)).toThrow(message);
  });

  it("refuses half points and a buffer of another length", () => {
    expect(() => project(new Float32Array(4), FRONTAL)).toThrow(/xyz triples/);
    expect(() =>
      project(new Float32Array(6), FRONTAL, new Float32Array(3)),
    ).toThrow(/6 numbers for out but received Float32Array of 3/);
  });
});

describe("unproject", () => {
  const points = new Float32Array([1, 2, 3, -40, 50, -6, 0.5, 0, 80]);

  it.each([
    FRONTAL,
    { scale: 0.001, pitch: 0.3, yaw: -1.5, roll: 0.2, x: -7, y: 400 },
    { scale: 5, pitch: -1, yaw: Math.PI / 2, roll: 3, x: 0, y: 0 },
  ])("undoes project at %j", (pose) => {
    // Float32 holds 400 px to 3e-5, which a scale of 0.001 turns into 0.03 units of model space.
    const digits = pose.scale < 1 ? 1 : 4;
    const back = unproject(project(points, pose), pose);
    points.forEach((value, i) => expect(back[i]).toBeCloseTo(value, digits));
  });
});
