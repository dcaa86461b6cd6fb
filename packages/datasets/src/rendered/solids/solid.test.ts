import { describe, expect, it } from "@jest/globals";
import { coverage, createRasterTarget } from "@fdhm/morphable-model";
import { createRandom } from "../../random.ts";
import { gridMesh } from "./grid.ts";
import { drawSolid, type Solid } from "./solid.ts";

const SIZE = 16;
const LIGHT = { ambient: [1 / 0.85, 1 / 0.85, 1 / 0.85], lights: [] } as const;
const head = { scale: 1, pitch: 0, yaw: 0, roll: 0, x: 8, y: 8 };

/** An upright board of half the picture's edge at a depth. */
function board(z: number, change: Partial<Solid>): Solid {
  return {
    ...gridMesh(2, 2, false, (row, column) => [8 * column - 4, 4 - 8 * row, z]),
    colour: [0.5, 0.5, 0.5],
    mottle: 0,
    gloss: 0,
    twoSided: false,
    opacity: 1,
    ...change,
  };
}

/** Red of the middle pixel after the boards were drawn one after another. */
function drawn(boards: readonly Solid[], yaw = 0) {
  const target = createRasterTarget(SIZE, SIZE);
  const pose = { ...head, yaw };
  for (const each of boards)
    drawSolid(target, createRandom(1), each, pose, LIGHT);
  const at = 8 * SIZE + 8;
  return { red: target.colour[3 * at]!, covered: coverage(target)[at]! };
}

describe("drawSolid", () => {
  it("draws its colour by its shades, nearer before farther", () => {
    const shades = new Float32Array(4).fill(0.5);
    expect(drawn([board(0, {})]).red).toBe(128);
    expect(drawn([board(0, { shades })]).red).toBe(64);
    const near = board(5, { colour: [0.2, 0, 0] });
    expect(drawn([near, board(0, {})]).red).toBe(51);
  });

  it("lets what is behind a lens through", () => {
    const lens = board(5, { colour: [0, 0, 0], opacity: 0.75 });
    expect(Math.abs(drawn([board(0, {}), lens]).red - 32)).toBeLessThan(2);
  });

  it("leaves the background free behind a clear lens and covers it with a dark one", () => {
    expect(drawn([board(0, { opacity: 0.1 })]).covered).toBe(0);
    expect(drawn([board(0, { opacity: 0.8 })]).covered).toBe(255);
  });

  it("shows its back only where both sides are seen", () => {
    expect(drawn([board(0, {})], Math.PI).covered).toBe(0);
    expect(drawn([board(0, { twoSided: true })], Math.PI).covered).toBe(255);
  });
});
