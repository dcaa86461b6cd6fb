import { describe, expect, it } from "@jest/globals";
import { centreDepth } from "./centre-depth.ts";

describe("centreDepth", () => {
  it("takes the mean off z alone, in place", () => {
    const landmarks = Float32Array.from([1, 2, 10, 3, 4, 20, 5, 6, 60]);
    expect(centreDepth(landmarks)).toBe(landmarks);
    expect([...landmarks]).toEqual([1, 2, -20, 3, 4, -10, 5, 6, 30]);
  });
});
