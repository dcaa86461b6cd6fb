import { describe, expect, it } from "@jest/globals";
import { direction, measureSkull, onSkull } from "./skull.ts";
import { SPHERE_NORMALS } from "./sphere.ts";

const frame = { unit: 10, centre: [1, 2, 3], chinY: -20, earZ: 0 } as const;

describe("measureSkull", () => {
  it("finds the surface around the centre", () => {
    const ball = SPHERE_NORMALS.map(
      (value, i) => frame.centre[i % 3]! + 13 * value,
    );
    const skull = measureSkull(ball, frame);
    for (const towards of [
      direction(0, 1),
      direction(2, 0.3),
      direction(-2.5, 1.8),
    ]) {
      expect(skull.distance(towards)).toBeCloseTo(13, 0);
      const [x, y, z] = onSkull(skull, towards, 2);
      expect(Math.hypot(x - 1, y - 2, z - 3)).toBeCloseTo(
        2 * skull.distance(towards),
        4,
      );
    }
  });

  it("puts an egg where there is no surface", () => {
    const front = SPHERE_NORMALS.filter(
      (_, i) => SPHERE_NORMALS[i - (i % 3) + 2]! > 0.3,
    );
    const face = front.map((value, i) => frame.centre[i % 3]! + 13 * value);
    const skull = measureSkull(face, frame);
    expect(skull.distance(direction(Math.PI, 1.5))).toBeCloseTo(14, 0);
    expect(skull.distance(direction(0, 1.5))).toBeCloseTo(13, 0);
  });

  it("leaves out shoulders", () => {
    const skull = measureSkull(
      new Float32Array([30, -25, 3, 1, -28, 3]),
      frame,
    );
    expect(skull.distance(direction(Math.PI / 2, 2.3))).toBeLessThan(15);
  });
});

describe("direction", () => {
  it("starts ahead, turns to the subject's left and down from the crown", () => {
    const [x, y, z] = direction(Math.PI / 2, Math.PI / 2);
    expect([x, y, z].map((value) => Math.round(value))).toEqual([1, 0, 0]);
    expect(direction(0, 0)[1]).toBe(1);
  });
});
