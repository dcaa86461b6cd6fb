import { describe, expect, it } from "@jest/globals";
import { poseFromPicture } from "./pose-from-picture.ts";
import { project, type WeakPerspective } from "./weak-perspective.ts";

/** Corners of a box without symmetry and two points more. */
const MODEL = Float32Array.of(
  ...[-60, -70, -20, 55, -65, -30, -50, 60, 10, 62, 58, 0],
  ...[0, 5, 60, -10, -50, 40, 30, 35, 25],
);
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The same points with no depth. */
function flat(points: Float32Array): Float32Array {
  return points.map((value, i) => (i % 3 === 2 ? NaN : value));
}

/** What the pose minimises. */
function cost(pose: WeakPerspective, seen: Float32Array): number {
  const there = project(MODEL, pose);
  return there.reduce(
    (sum, value, i) => sum + (i % 3 === 2 ? 0 : (value - seen[i]!) ** 2),
    0,
  );
}

describe("poseFromPicture", () => {
  it.each([
    [0, 0, 0],
    [10, 30, -20],
    [-40, 75, 35],
    [20, -89, 5],
    [0, 90, 0],
    [5, -100, 170],
  ])("finds pitch %i, yaw %i and roll %i again", (pitch, yaw, roll) => {
    const pose = {
      scale: 1.7,
      pitch: radians(pitch),
      yaw: radians(yaw),
      roll: radians(roll),
      x: 200,
      y: 120,
    };
    const points = project(MODEL, pose);
    const found = poseFromPicture(MODEL, flat(points));
    // Angles turn into one another at 90 degrees of yaw: what they do to the points is compared, with depth.
    project(MODEL, found).forEach((value, i) => {
      expect(value).toBeCloseTo(points[i]!, 3);
    });
  });

  it("leaves no better pose nearby when the points do not fit", () => {
    const pose = { scale: 1, pitch: 0.2, yaw: 0.7, roll: -0.1, x: 90, y: 80 };
    const seen = flat(project(MODEL, pose)).map(
      (value, i) => value + 8 * Math.sin(5 * i),
    );
    const found = poseFromPicture(MODEL, seen);
    const least = cost(found, seen);
    expect(least).toBeGreaterThan(100);
    for (const key of Object.keys(found) as (keyof WeakPerspective)[])
      for (const step of [-0.03, 0.03])
        expect(
          cost({ ...found, [key]: found[key] + step }, seen),
        ).toBeGreaterThan(least);
  });

  it("counts a point of weight 2 as two points and one of weight 0 as none", () => {
    const seen = flat(
      project(MODEL, { scale: 1, pitch: 0, yaw: 1, roll: 0, x: 0, y: 0 }),
    ).map((value, i) => value + 5 * Math.sin(3 * i));
    const last = MODEL.length / 3 - 1;
    const doubled = poseFromPicture(
      [...MODEL, ...MODEL.subarray(0, 3)],
      [...seen, ...seen.subarray(0, 3)],
    );
    const weights: number[] = Array.from({ length: last + 1 }, (_, i) =>
      i === 0 ? 2 : 1,
    );
    expectNear(poseFromPicture(MODEL, seen, last + 1, weights), doubled);
    weights[0] = 1;
    weights[last] = 0;
    expectNear(
      poseFromPicture(MODEL, seen, last + 1, weights),
      poseFromPicture(MODEL, seen, last),
    );
  });

  it("refuses points that fix no pose, saying whose", () => {
    const line = flat(MODEL).map((_, i) => 3 * Math.floor(i / 3));
    expect(() => poseFromPicture(MODEL, line)).toThrow(
      /span a plane for picturePoints.*on one line/,
    );
    expect(() => poseFromPicture(MODEL, new Float32Array(21))).toThrow(
      /span a plane for picturePoints.*in one place/,
    );
    const plane = MODEL.map((value, i) => (i % 3 === 2 ? 0 : value));
    expect(() => poseFromPicture(plane, MODEL)).toThrow(
      /span space for modelPoints.*in one plane/,
    );
  });

  it("refuses too few points, broken numbers and broken weights", () => {
    expect(() => poseFromPicture(MODEL, MODEL, 3)).toThrow(
      /at least 4 points for count but received 3/,
    );
    expect(() => poseFromPicture(MODEL, [0, 0, 0])).toThrow(/21 numbers/);
    expect(() => poseFromPicture(MODEL, MODEL.with(7, NaN))).toThrow(
      /picturePoints of point 2/,
    );
    expect(() => poseFromPicture(MODEL.with(5, NaN), MODEL)).toThrow(
      /modelPoints of point 1/,
    );
    expect(() => poseFromPicture(MODEL, MODEL, 7, [1])).toThrow(
      /7 numbers for weights/,
    );
    const weights = [1, 1, 1, -1, 1, 1, 1];
    expect(() => poseFromPicture(MODEL, MODEL, 7, weights)).toThrow(
      /weights of point 3/,
    );
    expect(() =>
      poseFromPicture(MODEL, MODEL, 7, [1, 1, 1, 0, 0, 0, 0]),
    ).toThrow(/at least 4 positive numbers for weights but received 3/);
  });
});

function expectNear(found: WeakPerspective, wanted: WeakPerspective): void {
  for (const key of Object.keys(wanted) as (keyof WeakPerspective)[])
    expect(found[key]).toBeCloseTo(wanted[key], 7);
}
