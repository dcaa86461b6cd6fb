import { describe, expect, it } from "@jest/globals";
import { visibilityMeasures } from "./visibility-measures.ts";

describe("visibilityMeasures", () => {
  it("counts seen landmarks that were called seen", () => {
    const measures = visibilityMeasures(
      [0.9, 0.8, 0.7, 0.2, 0.1, 0.6],
      [1, 1, 0, 1, 0, NaN],
    );
    expect(measures.precision).toBeCloseTo(2 / 3, 12);
    expect(measures.recall).toBeCloseTo(2 / 3, 12);
    expect(measures.accuracy).toBeCloseTo(3 / 5, 12);
  });

  it("has no precision where nothing was called seen, and no recall where nothing is", () => {
    expect(visibilityMeasures([0, 0], [1, 0]).precision).toBeNull();
    expect(visibilityMeasures([1, 0], [0, 0]).recall).toBeNull();
  });

  it("takes another threshold, from which on it counts", () => {
    expect(visibilityMeasures([0.3, 0.2], [1, 0], 0.3).accuracy).toBe(1);
  });

  it("refuses what cannot be compared", () => {
    expect(() => visibilityMeasures([1], [1, 0])).toThrow(/2 numbers/);
    expect(() => visibilityMeasures([NaN], [1])).toThrow(/visibility 0/);
    expect(() => visibilityMeasures([1], [NaN])).toThrow(/known visibility/);
  });
});
