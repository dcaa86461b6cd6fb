import { describe, expect, it } from "@jest/globals";
import { nme } from "./nme.ts";

/** 68 points in a box of 40 x 10 px (sqrt(w h) = 20): the corners, then copies of (20, 5, 0). */
function face(): Float32Array {
  const points = new Float32Array(204);
  for (let k = 0; k < 68; k++) points.set([20, 5, 0], 3 * k);
  points.set([0, 0, 0, 40, 0, 0, 40, 10, 0, 0, 10, 0]);
  return points;
}

function moved(dx: number, dy: number, dz = 0, first = 0): Float32Array {
  return face().map((value, i) =>
    i < 3 * first ? value : value + [dx, dy, dz][i % 3]!,
  );
}

describe("nme", () => {
  it("is the mean distance over sqrt(width * height) of the true box, not squared", () => {
    // Every point is 5 px away: 5 / sqrt(40 * 10) = 0.25; the norm squared would give 1.25.
    expect(nme(moved(3, 4), face())).toBeCloseTo(0.25, 12);
  });

  it("averages over the 68 points", () => {
    // Only the last point is off, by 5 px: 5 / 68 / 20.
    expect(nme(moved(3, 4, 0, 67), face())).toBeCloseTo(5 / 68 / 20, 12);
  });

  it("normalises by the true box whatever was predicted", () => {
    const tiny = face().map((value) => value / 100 + 1);
    expect(nme(tiny, face())).not.toBeCloseTo(nme(face(), tiny), 1);
  });

  it("does not look at z in two dimensions", () => {
    const flat = face().map((value, i) => (i % 3 === 2 ? NaN : value));
    expect(nme(moved(3, 4, 100), flat)).toBeCloseTo(0.25, 12);
  });

  it("compares z in three, but not where the face stands in depth", () => {
    expect(nme(moved(0, 0, 1000), face(), { dimensions: 3 })).toBeCloseTo(0, 4);
    // Half of the points 2 px nearer: after centring all are 1 px off.
    const half = moved(0, 0, 2, 34);
    expect(nme(half, face(), { dimensions: 3 })).toBeCloseTo(1 / 20, 6);
    expect(nme(half, face())).toBe(0);
  });

  it("keeps to a range of landmarks but to the box of all", () => {
    const offJaw = face();
    for (let k = 17; k < 68; k++) offJaw[3 * k]! += 1;
    expect(nme(offJaw, face(), { range: [17, 68] })).toBeCloseTo(1 / 20, 12);
    expect(nme(offJaw, face(), { range: [0, 17] })).toBe(0);
  });

  it("leaves out the landmarks that a method does not have, but not from the box", () => {
    const partial = face();
    // Landmark 1 is a corner of the box.
    for (const k of [1, 60]) partial.set([NaN, NaN, NaN], 3 * k);
    partial[3 * 2]! += 5;
    expect(nme(partial, face(), { absent: [1, 60] })).toBeCloseTo(
      5 / 66 / 20,
      12,
    );
    expect(() => nme(partial, face(), { absent: [1] })).toThrow(/landmark 60/);
    expect(() => nme(partial, face(), { absent: [68] })).toThrow(/0 to 67/);
    expect(() => nme(partial, face(), { range: [1, 2], absent: [1] })).toThrow(
      /a landmark that is left/,
    );
  });

  it.each([
    ["too few numbers", face().subarray(3), face(), /68 xyz triples.*201/],
    ["pairs", face(), new Float32Array(136), /true landmarks.*136/],
    ["NaN", moved(NaN, 0, 0, 67), face(), /landmark 67 of the predicted/],
    ["infinite truth", face(), moved(0, Infinity, 0, 67), /of the true/],
    ["a box without extent", face(), new Float32Array(204), /span an area/],
  ])("refuses %s", (_, predicted, truth, message) => {
    expect(() => nme(predicted, truth)).toThrow(message);
  });

  it("refuses unknown z in three dimensions and a range outside the face", () => {
    expect(() => nme(moved(0, 0, NaN), face(), { dimensions: 3 })).toThrow(
      /landmark 0 of the predicted/,
    );
    expect(() => nme(face(), face(), { range: [17, 69] })).toThrow(/range/);
  });
});
