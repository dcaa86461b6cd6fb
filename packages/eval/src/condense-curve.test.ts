import { describe, expect, it } from "@jest/globals";
import { condenseCurve } from "./condense-curve.ts";

const line = Array.from({ length: 10 }, (_, i) => ({ x: i, y: 2 * i }));

describe("condenseCurve", () => {
  it("puts means in the place of neighbours and leaves none out", () => {
    expect(condenseCurve(line, 2)).toEqual([
      { x: 2, y: 4 },
      { x: 7, y: 14 },
    ]);
    const three = condenseCurve(line, 3);
    expect(three.map(({ x }) => x)).toEqual([1, 4, 7.5]);
  });

  it("leaves a short curve alone", () => {
    expect(condenseCurve(line, 10)).toBe(line);
    expect(() => condenseCurve(line, 0)).toThrow(
      "whole number from 1 for most",
    );
  });
});
