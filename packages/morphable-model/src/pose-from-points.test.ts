import { describe, expect, it } from "@jest/globals";
import { poseFromPoints } from "./pose-from-points.ts";
import { project, type WeakPerspective } from "./weak-perspective.ts";

/** A tetrahedron and a point apart: no symmetry that could hide a mistake. */
const MODEL = new Float32Array([
  ...[0, 0, 0],
  ...[10, 0, 0],
  ...[0, 20, 0],
  ...[0, 0, 30],
  ...[-7, 5, 11],
]);

function expectPose(found: WeakPerspective, wanted: WeakPerspective) {
  for (const key of ["scale", "pitch", "yaw", "roll"] as const)
    expect(found[key]).toBeCloseTo(wanted[key], 4);
  expect(found.x).toBeCloseTo(wanted.x, 3);
  expect(found.y).toBeCloseTo(wanted.y, 3);
}

describe("poseFromPoints", () => {
  it("reads a pose known by hand", () => {
    // The model seen from the front at scale 2, its origin at (100, 50): y is turned over.
    const picture = [100, 50, 0, 120, 50, 0, 100, 10, 0];
    expectPose(poseFromPoints(MODEL.subarray(0, 9), picture), {
      scale: 2,
      pitch: 0,
      yaw: 0,
      roll: 0,
      x: 100,
      y: 50,
    });
  });

  it.each([
    { scale: 3, pitch: 0.3, yaw: -0.6, roll: 0.2, x: 40, y: -5 },
    { scale: 0.5, pitch: -0.5, yaw: 1.4, roll: -1, x: 400, y: 300 },
    { scale: 1, pitch: 0.2, yaw: 1.9, roll: 0.1, x: 0, y: 0 },
    { scale: 1, pitch: 0, yaw: Math.PI / 2, roll: -0.2, x: 0, y: 0 },
  ])("undoes project at %j", (pose) => {
    expectPose(poseFromPoints(MODEL, project(MODEL, pose)), pose);
  });

  it("does not mind a shift in depth", () => {
    const pose = { scale: 2, pitch: 0.3, yaw: -0.6, roll: 0.2, x: 40, y: -5 };
    const seen = project(MODEL, pose).map((v, i) => (i % 3 === 2 ? v + 9 : v));
    expectPose(poseFromPoints(MODEL, seen), pose);
  });

  it("answers points seen in a mirror with a rotation, the best there is", () => {
    const pose = { scale: 1, pitch: 0, yaw: 0, roll: 0, x: 0, y: 0 };
    const mirrored = project(MODEL, pose).map((v, i) => (i % 3 ? v : -v));
    const found = poseFromPoints(MODEL, mirrored);
    const best = squaredError(found, mirrored);
    for (const key of ["scale", "pitch", "yaw", "roll", "x", "y"] as const)
      for (const step of [-0.01, 0.01]) {
        const moved = { ...found, [key]: found[key] + step };
        expect(squaredError(moved, mirrored)).toBeGreaterThan(best);
      }
  });

  it("minimises the error in the picture over all six numbers, noise or not", () => {
    const noise = [3, -2, 1, 0, 4, -1, -3, 2, 2, 1, -4, 0, 2, 0, -3];
    const pose = { scale: 2, pitch: 0.3, yaw: -0.6, roll: 0.2, x: 40, y: -5 };
    const seen = project(MODEL, pose).map((value, i) => value + noise[i]!);
    const found = poseFromPoints(MODEL, seen);
    const best = squaredError(found, seen);
    expect(best).toBeGreaterThan(1);
    for (const key of ["scale", "pitch", "yaw", "roll", "x", "y"] as const)
      for (const step of [-0.01, 0.01]) {
        const moved = { ...found, [key]: found[key] + step };
        expect(squaredError(moved, seen)).toBeGreaterThan(best);
      }
  });

  it("leaves out points without weight", () => {
    const pose = { scale: 3, pitch: 0.3, yaw: -0.6, roll: 0.2, x: 40, y: -5 };
    const seen = project(MODEL, pose);
    seen.set([999, 999, 999], 12);
    expectPose(poseFromPoints(MODEL, seen, 5, [1, 1, 2, 1, 0]), pose);
    expectPose(poseFromPoints(MODEL, seen, 4), pose);
  });

  it("refuses points that fix no rotation", () => {
    const line = [0, 0, 0, 1, 1, 1, 2, 2, 2, 5, 5, 5];
    const plane = [0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 1];
    expect(() => poseFromPoints(line, plane)).toThrow(/span a plane.*one line/);
    expect(() => poseFromPoints(plane, line)).toThrow(/span a plane.*one line/);
    expect(() => poseFromPoints(plane, new Float32Array(12))).toThrow(
      /span a plane.*one place/,
    );
  });

  it("refuses too few points, broken numbers and broken weights", () => {
    const plane = [0, 0, 0, 1, 0, 0, 0, 1, 0];
    expect(() => poseFromPoints([0, 0, 0, 1, 0, 0], plane)).toThrow(
      /at least 3 points for count but received 2/,
    );
    expect(() => poseFromPoints(plane, [0, 0, 0])).toThrow(/9 numbers/);
    expect(() => poseFromPoints(plane, [0, 0, 0, 1, NaN, 0, 0, 1, 0])).toThrow(
      /picturePoints of point 1/,
    );
    expect(() => poseFromPoints(plane, plane, 3, [1, -1, 1])).toThrow(
      /weights of point 1/,
    );
    expect(() => poseFromPoints(plane, plane, 3, [1, 0, 1])).toThrow(
      /at least 3 positive numbers for weights but received 2/,
    );
  });
});

/** Sum of squared distances in the picture, depth measured from the means because its origin is free. */
function squaredError(pose: WeakPerspective, seen: Float32Array): number {
  const projected = project(MODEL, pose);
  const difference = projected.map((value, i) => value - seen[i]!);
  let depth = 0;
  for (let i = 2; i < difference.length; i += 3) depth += difference[i]!;
  depth /= difference.length / 3;
  return difference.reduce(
    (sum, value, i) => sum + (i % 3 === 2 ? value - depth : value) ** 2,
    0,
  );
}
