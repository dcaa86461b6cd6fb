import { describe, expect, it } from "@jest/globals";
import { rotation } from "@fdhm/morphable-model";
import { shade, type Finish, type Reach } from "./shading.ts";

const finish: Finish = {
  colour: [0.4, 0.4, 0.4],
  gloss: 0,
  wrap: 0,
  twoSided: false,
};
const scene = {
  ambient: [0, 0, 0],
  lights: [{ direction: [0, 0, 2], colour: [1, 1, 1] }],
} as const;

/** Brightness of one vertex with the given normal. */
function shaded(
  normal: readonly number[],
  {
    yaw = 0,
    change = {},
    reach = {},
    ambient = 0,
  }: {
    yaw?: number;
    change?: Partial<Finish>;
    reach?: Reach;
    ambient?: number;
  } = {},
): number {
  const out = new Float32Array(3);
  shade(
    new Float32Array(normal),
    rotation(0, yaw, 0),
    { ...scene, ambient: [ambient, ambient, ambient] },
    { ...finish, ...change },
    reach,
    out,
  );
  return out[0]!;
}

describe("shade", () => {
  it("gives the square root of Lambert's cosine", () => {
    expect(shaded([0, 0, 1])).toBeCloseTo(1);
    expect(shaded([0.6, 0, 0.8])).toBeCloseTo(Math.sqrt(0.8));
    expect(shaded([0, 0, -1])).toBe(0);
  });

  it("leaves lamps where they are while the head turns", () => {
    // Positive yaw turns the nose to the picture's left: the subject's left cheek then faces the camera and its lamp.
    expect(shaded([1, 0, 0], { yaw: Math.PI / 2 })).toBeCloseTo(1);
    expect(shaded([-1, 0, 0], { yaw: Math.PI / 2 })).toBe(0);
  });

  it("darkens what light does not reach", () => {
    const half = new Float32Array([0.5]);
    expect(shaded([0, 0, 1], { reach: { lamp: half } })).toBeCloseTo(
      Math.sqrt(0.5),
    );
    const dark = { lamp: new Float32Array(1) };
    const all = shaded([0, 1, 0], { ambient: 1, reach: dark });
    expect(all).toBeCloseTo(1);
    expect(
      shaded([0, 1, 0], { ambient: 1, reach: { ...dark, ambient: half } }),
    ).toBeCloseTo(Math.sqrt(0.5));
  });

  it("adds highlights that are as bright on dark skin as on light", () => {
    const dark = { gloss: 0.1, colour: [0.25, 0.25, 0.25] } as const;
    expect(0.4 * shaded([0, 0, 1], { change: { gloss: 0.1 } })).toBeCloseTo(
      0.5,
    );
    expect(0.25 * shaded([0, 0, 1], { change: dark })).toBeCloseTo(0.35);
    expect(shaded([0.8, 0, 0.6], { change: { gloss: 0.1 } })).toBeLessThan(0.8);
  });

  it("bends what comes near white", () => {
    const bright = (ambient: number) =>
      0.9 * shaded([1, 0, 0], { ambient, change: { colour: [0.9, 0.9, 0.9] } });
    expect(bright(0.5)).toBeCloseTo(0.9 * Math.sqrt(0.85 * 0.5));
    expect(bright(1)).toBeLessThan(0.9 * Math.sqrt(0.85));
    expect(bright(1)).toBeGreaterThan(0.72);
    expect(bright(4)).toBeGreaterThan(bright(2));
    expect(bright(100)).toBeLessThanOrEqual(1.1);
  });

  it("lets light creep past the shadow's edge, and lights both sides of a brim", () => {
    expect(shaded([1, 0, 0])).toBe(0);
    expect(shaded([1, 0, 0], { change: { wrap: 0.25 } })).toBeCloseTo(
      Math.sqrt(0.2),
    );
    expect(shaded([0, 0, -1], { change: { twoSided: true } })).toBeCloseTo(1);
  });
});
