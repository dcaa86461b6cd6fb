import { describe, expect, it } from "@jest/globals";
import { CONTOURS, LANDMARK_COUNT, MIRROR, PARTS } from "./scheme.ts";

describe("the 68-point scheme", () => {
  it("has parts that follow one another and cover every landmark", () => {
    let end = 0;
    for (const [first, last] of Object.values(PARTS)) {
      expect(first).toBe(end);
      end = last;
    }
    expect(end).toBe(LANDMARK_COUNT);
  });

  it("has a mirror that is its own inverse and swaps the sides", () => {
    expect(MIRROR).toHaveLength(LANDMARK_COUNT);
    MIRROR.forEach((k, i) => expect(MIRROR[k]).toBe(i));
    expect(MIRROR[0]).toBe(16); // ends of the jaw
    expect(MIRROR[36]).toBe(45); // outer corners of the eyes
    expect(MIRROR[48]).toBe(54); // corners of the mouth
    expect(MIRROR.filter((k, i) => k === i)).toEqual([
      8, 27, 28, 29, 30, 33, 51, 57, 62, 66,
    ]);
  });

  it("closes eyes and lips only", () => {
    expect(CONTOURS.filter((c) => c.closed).map((c) => c.part)).toEqual([
      "rightEye",
      "leftEye",
      "outerLips",
      "innerLips",
    ]);
  });
});
