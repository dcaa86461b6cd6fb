import { describe, expect, it } from "@jest/globals";
import { eulerAngles, rotation } from "./rotation.ts";

const QUARTER = Math.PI / 2;

function apply(matrix: Float64Array, point: readonly number[]): number[] {
  return [0, 3, 6].map(
    (row) =>
      matrix[row]! * point[0]! +
      matrix[row + 1]! * point[1]! +
      matrix[row + 2]! * point[2]!,
  );
}

function expectClose(actual: ArrayLike<number>, wanted: readonly number[]) {
  expect(actual.length).toBe(wanted.length);
  wanted.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 9));
}

describe("rotation", () => {
  it("is the three matrices of 300W-LP", () => {
    const c = Math.cos(0.3);
    const s = Math.sin(0.3);
    expectClose(rotation(0.3, 0, 0), [1, 0, 0, 0, c, s, 0, -s, c]);
    expectClose(rotation(0, 0.3, 0), [c, 0, -s, 0, 1, 0, s, 0, c]);
    expectClose(rotation(0, 0, 0.3), [c, s, 0, -s, c, 0, 0, 0, 1]);
  });

  it("applies roll first, then yaw, then pitch", () => {
    // Quarter turns: the ear at +x tips down to -y, stays there under yaw, and comes to the front (+z) under pitch.
    const turned = rotation(QUARTER, QUARTER, QUARTER);
    expectClose(apply(turned, [1, 0, 0]), [0, 0, 1]);
    expectClose(apply(turned, [0, 1, 0]), [0, 1, 0]);
    expectClose(apply(turned, [0, 0, 1]), [-1, 0, 0]);
  });

  it("lifts the nose, turns it to the picture's left, tips the head to the right", () => {
    expect(apply(rotation(0.1, 0, 0), [0, 0, 1])[1]).toBeGreaterThan(0);
    expect(apply(rotation(0, 0.1, 0), [0, 0, 1])[0]).toBeLessThan(0);
    expect(apply(rotation(0, 0, 0.1), [0, 1, 0])[0]).toBeGreaterThan(0);
  });

  it("refuses angles that are not finite", () => {
    expect(() => rotation(0, NaN, 0)).toThrow(/finite radians/);
  });
});

describe("eulerAngles", () => {
  const degrees = [-170, -90, -89.9999, -45, -1e-6, 0, 30, 89, 90, 135, 180];
  const grid = degrees.flatMap((pitch) =>
    degrees.flatMap((yaw) => degrees.map((roll) => [pitch, yaw, roll])),
  );

  it("gives angles of the same rotation, everywhere", () => {
    for (const triple of grid) {
      const [pitch, yaw, roll] = triple.map((angle) => (angle * Math.PI) / 180);
      const wanted = rotation(pitch!, yaw!, roll!);
      const found = eulerAngles(wanted);
      const again = rotation(found.pitch, found.yaw, found.roll);
      const worst = Math.max(...again.map((v, i) => Math.abs(v - wanted[i]!)));
      expect(worst).toBeLessThan(1e-7);
    }
  });

  it("gives back the angles themselves while their magnitudes sum to less than 270 degrees", () => {
    let seen = 0;
    for (const triple of grid) {
      const sum = triple.reduce((total, angle) => total + Math.abs(angle), 0);
      const locked = Math.abs(triple[1]!) === 90;
      if (sum >= 270 || locked) continue;
      seen++;
      const [pitch, yaw, roll] = triple.map((angle) => (angle * Math.PI) / 180);
      const found = eulerAngles(rotation(pitch!, yaw!, roll!));
      expect(found.pitch).toBeCloseTo(pitch!, 6);
      expect(found.yaw).toBeCloseTo(yaw!, 6);
      expect(found.roll).toBeCloseTo(roll!, 6);
    }
    expect(seen).toBeGreaterThan(300);
  });

  it("keeps pitch and roll of a head that turns past the profile", () => {
    const found = eulerAngles(rotation(0.1, 1.7, -0.2));
    expectClose([found.pitch, found.yaw, found.roll], [0.1, 1.7, -0.2]);
  });

  it.each([
    [0.3, QUARTER, 0.1, -0.2],
    [0.3, -QUARTER, 0.1, 0.4],
  ])(
    "puts all of the turn into roll where pitch %p and roll share an axis (yaw %p)",
    (pitch, yaw, roll, wanted) => {
      const found = eulerAngles(rotation(pitch, yaw, roll));
      expect(found.pitch).toBe(0);
      expect(found.yaw).toBeCloseTo(yaw, 9);
      expect(found.roll).toBeCloseTo(wanted, 9);
    },
  );

  it("refuses what is no rotation", () => {
    expect(() => eulerAngles([1, 0, 0, 0])).toThrow(/9 numbers/);
    expect(() => eulerAngles([1, 0, 0, 0, 1, 0, 0, 0, -1])).toThrow(
      /determinant 1/,
    );
    expect(() => eulerAngles([2, 0, 0, 0, 2, 0, 0, 0, 2])).toThrow(
      /orthonormal/,
    );
    expect(() => eulerAngles([NaN, 0, 0, 0, 1, 0, 0, 0, 1])).toThrow(
      /orthonormal/,
    );
  });
});
