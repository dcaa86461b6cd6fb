import { describe, expect, it } from "@jest/globals";
import { knownBox } from "./known-box.ts";

describe("knownBox", () => {
  it("passes over what is not known, and over depth", () => {
    const landmarks = [1, 5, NaN, NaN, NaN, NaN, 4, 2, 9, NaN, NaN, 3];
    expect(knownBox(Float32Array.from(landmarks))).toEqual({
      x: 1,
      y: 2,
      width: 3,
      height: 3,
    });
  });

  it("refuses points of which one or none is known", () => {
    const one = Float32Array.from([1, 2, 3, NaN, NaN, NaN]);
    expect(() => knownBox(one)).toThrow(/at least two points/);
  });
});
