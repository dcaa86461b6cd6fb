import { describe, expect, it } from "@jest/globals";
import { renderLandmarkMap } from "./render-landmark-map.ts";

describe("renderLandmarkMap", () => {
  const landmarks = new Float32Array([5, 20, -8, 25, 10.4, 8, 10, 41, 0]);
  const map = renderLandmarkMap(landmarks, 40);
  const at = (x: number, y: number) => map[40 * y + x];

  it("peaks at 1 on every landmark's pixel, whatever its place and depth", () => {
    expect(map.length).toBe(1600);
    expect(at(5, 20)).toBe(1);
    expect(at(25, 10)).toBe(1);
    expect(at(10, 39)).toBeCloseTo(Math.exp(-2), 6); // Its landmark lies below the map.
  });

  it("falls as a Gaussian of one pixel and ends at four", () => {
    expect(at(6, 22)).toBeCloseTo(Math.exp(-2.5), 6);
    expect(at(9, 20)).toBeCloseTo(Math.exp(-8), 7);
    expect(at(10, 20)).toBe(0);
    expect(at(20, 30)).toBe(0);
  });

  it("refuses what is no landmark or no map", () => {
    expect(() => renderLandmarkMap(landmarks.with(2, NaN), 40)).toThrow(
      "Expected finite numbers for landmark 0 but received NaN",
    );
    expect(() => renderLandmarkMap(landmarks, 0)).toThrow(
      "Expected a positive number of px for size but received 0",
    );
  });
});
