import { describe, expect, it } from "@jest/globals";
import { DESCRIPTOR_LENGTH, describePoint } from "./describe-point.ts";
import { DIRECTIONS, GradientSums } from "./gradient-sums.ts";

const SIZE = 32;

function describeAt(
  level: (x: number, y: number) => number,
  x: number,
  y: number,
  cell: number,
): Float32Array {
  const sums = new GradientSums(SIZE);
  sums.fill(
    Float32Array.from({ length: SIZE * SIZE }, (_, i) =>
      level(i % SIZE, Math.floor(i / SIZE)),
    ),
  );
  const out = new Float32Array(DESCRIPTOR_LENGTH + 4).fill(9);
  describePoint(sums, x, y, cell, out, 2);
  expect([...out.subarray(0, 2), ...out.subarray(-2)]).toEqual([9, 9, 9, 9]);
  return out.slice(2, -2);
}

const cellOf = (descriptor: Float32Array, row: number, column: number) =>
  Array.from(
    descriptor
      .subarray((4 * row + column) * DIRECTIONS)
      .subarray(0, DIRECTIONS),
  );
const lengthOf = (descriptor: Float32Array) => Math.hypot(...descriptor);

describe("describePoint", () => {
  it("has the one direction of a ramp in all cells alike", () => {
    const descriptor = describeAt((_, y) => 4 * y, 15.5, 15.5, 4);
    for (let i = 0; i < 16; i++)
      expect(cellOf(descriptor, i >> 2, i & 3)).toEqual([
        ...[0, 0, 0.25, 0, 0, 0, 0, 0],
      ]);
  });

  it("tells where in the square an edge lies, and not how strong it is", () => {
    // Between the pixels 17 and 18: both have a gradient, in the third column of cells from 8 to 24.
    const edge = (high: number) => (x: number) => (x < 18 ? 10 : high);
    const descriptor = describeAt(edge(60), 15.5, 15.5, 4);
    for (let row = 0; row < 4; row++)
      expect(cellOf(descriptor, row, 2)[0]).toBeCloseTo(0.5, 6);
    expect(lengthOf(descriptor)).toBeCloseTo(1, 6);
    expect(describeAt(edge(200), 15.5, 15.5, 4)).toEqual(descriptor);
    // Seen from four pixels to the right it lies in the second column.
    const moved = describeAt(edge(60), 19.5, 15.5, 4);
    expect(cellOf(moved, 1, 1)[0]).toBeCloseTo(0.5, 6);
    expect(cellOf(moved, 1, 2)[0]).toBe(0);
  });

  it("is of length 1 whatever the picture, and of zeros where nothing changes", () => {
    const waves = (x: number, y: number) =>
      128 + 60 * Math.sin(x / 2) * Math.cos(y / 3);
    expect(lengthOf(describeAt(waves, 11, 20, 3))).toBeCloseTo(1, 5);
    expect(describeAt(() => 80, 11, 20, 3)).toEqual(
      new Float32Array(DESCRIPTOR_LENGTH),
    );
  });

  it("has no gradients beyond the crop, however far", () => {
    const descriptor = describeAt((x) => 3 * x, -0.5, 15.5, 4);
    for (let row = 0; row < 4; row++)
      for (let column = 0; column < 2; column++)
        expect(Math.max(...cellOf(descriptor, row, column))).toBe(0);
    expect(lengthOf(descriptor)).toBeCloseTo(1, 6);
    expect(lengthOf(describeAt((x) => 3 * x, -400, 1e4, 4))).toBe(0);
  });
});
