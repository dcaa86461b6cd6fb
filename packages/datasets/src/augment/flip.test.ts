import { describe, expect, it } from "@jest/globals";
import { MIRROR } from "@fdhm/landmarks";
import { rotation } from "@fdhm/morphable-model";
import { flipLandmarks, flipPixels, flipPose, flipVisibility } from "./flip.ts";

describe("flipPixels", () => {
  it("turns rows around, pixel by pixel", () => {
    const pixels = new Float32Array([
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9],
      ...[11, 12, 13, 14, 15, 16, 17, 18, 19],
      ...[21, 22, 23, 24, 25, 26, 27, 28, 29],
    ]);
    const original = pixels.slice();
    flipPixels(pixels, 3);
    expect([...pixels.subarray(0, 9)]).toEqual([7, 8, 9, 4, 5, 6, 1, 2, 3]);
    flipPixels(pixels, 3);
    expect(pixels).toEqual(original);
  });
});

describe("flipLandmarks", () => {
  it("gives each point its counterpart's number", () => {
    const landmarks = Float32Array.from({ length: 204 }, (_, i) => i + 1);
    const original = landmarks.slice();
    flipLandmarks(landmarks);
    // The right eye's outer corner (36) becomes the left eye's (45).
    expect([...landmarks.subarray(3 * 45, 3 * 45 + 3)]).toEqual([
      -original[108]!,
      original[109],
      original[110],
    ]);
    expect(MIRROR[36]).toBe(45);
    flipLandmarks(landmarks);
    expect(landmarks).toEqual(original);
  });

  it("keeps an unknown z unknown", () => {
    const landmarks = new Float32Array(204).fill(NaN);
    flipLandmarks(landmarks);
    expect(landmarks[2]).toBeNaN();
  });
});

describe("flipPose", () => {
  it("is the pose of the mirrored head", () => {
    const pose = new Float32Array([0.25, -0.75, 0.5]);
    const [a, b, c] = pose as unknown as [number, number, number];
    const head = rotation(a, b, c);
    flipPose(pose);
    expect([...pose]).toEqual([0.25, 0.75, -0.5]);
    const mirrored = rotation(pose[0]!, pose[1]!, pose[2]!);
    // M R M with M = diag(-1, 1, 1): what moves between x and the others changes its sign.
    mirrored.forEach((value, i) => {
      const sign = i < 3 === (i % 3 === 0) ? 1 : -1;
      expect(value).toBeCloseTo(sign * head[i]!, 6);
    });
  });

  it("keeps an unknown pose unknown", () => {
    const pose = new Float32Array(3).fill(NaN);
    flipPose(pose);
    expect([...pose]).toEqual([NaN, NaN, NaN]);
  });
});

describe("flipVisibility", () => {
  it("gives each landmark its counterpart's", () => {
    const visibility = Float32Array.from({ length: 68 }, (_, k) => k);
    flipVisibility(visibility);
    expect([...visibility]).toEqual(MIRROR);
  });
});
