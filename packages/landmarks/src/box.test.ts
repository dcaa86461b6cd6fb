import { describe, expect, it } from "@jest/globals";
import { boxIn, tightBox } from "./box.ts";

describe("tightBox", () => {
  it("spans xyz triples", () => {
    expect(tightBox(new Float32Array([1, 2, 9, 5, 10, -9, 3, 4, 0]))).toEqual({
      x: 1,
      y: 2,
      width: 4,
      height: 8,
    });
  });

  it("spans xy pairs", () => {
    expect(tightBox([1, 2, 5, 10], 2)).toEqual({
      x: 1,
      y: 2,
      width: 4,
      height: 8,
    });
  });

  it("refuses broken numbers, points in a line and half points", () => {
    expect(() => tightBox([0, 0, 0, NaN, 1, 0])).toThrow(/landmark 1/);
    expect(() => tightBox([0, 0, 0, 1, 0, 0])).toThrow(/span an area/);
    expect(() => tightBox([0, 0, 0, 1])).toThrow(/4 numbers/);
  });
});

describe("boxIn", () => {
  const picture = { width: 100, height: 50 };

  it("lets a box through that overlaps the picture", () => {
    const box = { x: -10, y: -10, width: 20, height: 20 };
    expect(boxIn(box, picture)).toBe(box);
  });

  it.each([
    [{ x: 101, y: 0, width: 10, height: 10 }, /inside the picture of 100 x 50/],
    [{ x: 0, y: -20, width: 10, height: 10 }, /inside the picture/],
    [{ x: 0, y: 0, width: 0, height: 10 }, /positive width and height/],
    [{ x: NaN, y: 0, width: 1, height: 10 }, /finite/],
  ])("refuses %j", (box, message) => {
    expect(() => boxIn(box, picture)).toThrow(message);
  });
});
