import { describe, expect, it } from "@jest/globals";
import { DIRECTIONS, GradientSums } from "./gradient-sums.ts";

const SIZE = 8;
const draw = (level: (x: number, y: number) => number) =>
  Float32Array.from({ length: SIZE * SIZE }, (_, i) =>
    level(i % SIZE, Math.floor(i / SIZE)),
  );

/** Sums of the 6 x 6 pixels that have neighbours on all sides, in grey levels. */
function within(crop: Float32Array): number[] {
  const { sums, ...gradients } = new GradientSums(SIZE);
  const all = new GradientSums(SIZE);
  all.fill(crop);
  const at = (x: number, y: number) => (y * (SIZE + 1) + x) * DIRECTIONS;
  expect([sums.length, gradients.size]).toEqual([81 * DIRECTIONS, SIZE]);
  return Array.from(
    { length: DIRECTIONS },
    (_, k) =>
      (all.sums[at(7, 7) + k]! -
        all.sums[at(1, 7) + k]! -
        all.sums[at(7, 1) + k]! +
        all.sums[at(1, 1) + k]!) /
      8,
  );
}

describe("GradientSums", () => {
  it.each([
    ["to the right", (x: number) => 3 * x, 0],
    ["downwards", (_: number, y: number) => 3 * y, 2],
    ["to the left", (x: number) => 200 - 3 * x, 4],
    ["upwards", (_: number, y: number) => 200 - 3 * y, 6],
  ])("counts a ramp %s for its direction alone", (_, level, direction) => {
    const due = new Array<number>(DIRECTIONS).fill(0);
    // 36 pixels, whose neighbours differ by 6.
    due[direction] = 36 * 6;
    expect(within(draw(level))).toEqual(due);
  });

  it.each([
    [1, (x: number, y: number) => 2 * (x + y)],
    [3, (x: number, y: number) => 100 + 2 * (y - x)],
    [5, (x: number, y: number) => 100 - 2 * (x + y)],
    [7, (x: number, y: number) => 100 + 2 * (x - y)],
  ])("counts a ramp along a diagonal for direction %i", (direction, level) => {
    const sums = within(draw(level));
    // Of length 4 sqrt(2), in eighths rounded to whole ones.
    expect(sums[direction]).toBeCloseTo((36 * Math.round(32 * Math.SQRT2)) / 8);
    sums[direction] = 0;
    expect(sums).toEqual(new Array(DIRECTIONS).fill(0));
  });

  it("counts a gradient between two directions for both, which add up to it", () => {
    const sums = within(draw((x, y) => 5 * x + y));
    // (10, 2) is (8, 0) and (2, 2).
    expect(sums[0]! / 36).toBe(8);
    expect(sums[1]! / 36).toBeCloseTo(2 * Math.SQRT2, 1);
    expect(sums.slice(2)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("forgets the crop before", () => {
    const sums = new GradientSums(SIZE);
    sums.fill(draw((x) => x * x));
    sums.fill(draw(() => 7));
    expect(sums.sums.every((value) => value === 0)).toBe(true);
  });

  it("refuses sizes, lengths and levels that are none", () => {
    expect(() => new GradientSums(7)).toThrow(/8 to 512 for size.*7/);
    expect(() => new GradientSums(64.5)).toThrow(/64\.5/);
    const sums = new GradientSums(SIZE);
    expect(() => sums.fill(new Float32Array(63))).toThrow(/8 x 8 grey levels/);
    const broken = draw((x, y) => (x === 3 && y === 2 ? NaN : 1));
    expect(() => sums.fill(broken)).toThrow(/grey levels.*crop\[19\].*NaN/);
    expect(() => sums.fill(draw(() => 300))).toThrow(/0 to 255.*300/);
    expect(() => sums.fill(draw(() => -5))).toThrow(/0 to 255.*-5/);
  });
});
