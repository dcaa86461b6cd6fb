import { describe, expect, it } from "@jest/globals";
import { coverage, createRasterTarget } from "@fdhm/morphable-model";
import { createRandom } from "../../random.ts";
import { ellipsoid } from "./ellipsoid.ts";
import { drawSolid } from "./solid.ts";
import type { Triple } from "./triple.ts";

const SIZE = 64;
const LIGHTING = {
  ambient: [0.5, 0.5, 0.5],
  lights: [{ direction: [0, 0, 1], colour: [0.5, 0.5, 0.5] }],
} as const;
const head = { scale: 1, pitch: 0, yaw: 0, roll: 0, x: 32, y: 32 };

describe("ellipsoid", () => {
  it("fills an ellipse of its radii about its centre, brightest in front", () => {
    const target = createRasterTarget(SIZE, SIZE);
    const egg = ellipsoid([4, 6, 0], [20, 10, 15], {
      colour: [1, 0.5, 0],
      mottle: 0,
      gloss: 0,
    });
    drawSolid(target, createRandom(1), egg, head, LIGHTING);
    const mask = coverage(target);
    // y points up in model space: the centre lies at (36, 26) of the picture.
    const at = (x: number, y: number) => y * SIZE + x;
    for (const [x, y] of [
      [36, 26],
      [54, 26],
      [18, 26],
      [36, 17],
      [36, 35],
    ] as const)
      expect(mask[at(x, y)]).toBe(255);
    for (const [x, y] of [
      [58, 26],
      [14, 26],
      [36, 14],
      [36, 38],
    ] as const)
      expect(mask[at(x, y)]).toBe(0);
    const area = mask.filter((value) => value > 0).length;
    expect(Math.abs(area / (Math.PI * 20 * 10) - 1)).toBeLessThan(0.05);
    const [red, green, blue] = target.colour.subarray(3 * at(36, 26));
    expect(red).toBeGreaterThan(220);
    expect(Math.abs(green! - 127)).toBeLessThan(8);
    expect(blue).toBe(0);
    // Near its rim it shows light from everywhere and little else.
    expect(target.colour[3 * at(54, 26)]).toBeLessThan(red! - 10);
  });

  it("stays behind what is nearer", () => {
    const target = createRasterTarget(SIZE, SIZE);
    const ball = (z: number, colour: Triple) =>
      ellipsoid([0, 0, z], [9, 9, 9], { colour, mottle: 0, gloss: 0 });
    const near = ball(30, [1, 0, 0]);
    const far = ball(0, [0, 1, 0]);
    for (const part of [near, far])
      drawSolid(target, createRandom(1), part, head, LIGHTING);
    expect(target.colour[3 * (32 * SIZE + 32) + 1]).toBe(0);
  });
});
