import { describe, expect, it } from "@jest/globals";
import { cedArea, cedCurve } from "./ced.ts";

describe("cedCurve", () => {
  it("climbs at each error, ends at the limit and counts missed faces", () => {
    expect(cedCurve([0.03, 0.01, 0.03, 0.2, null], 0.06)).toEqual([
      { nme: 0, fraction: 0 },
      { nme: 0.01, fraction: 0.2 },
      { nme: 0.03, fraction: 0.6 },
      { nme: 0.06, fraction: 0.6 },
    ]);
  });

  it("starts and ends with the errors that stand there", () => {
    expect(cedCurve([0, 0.06], 0.06)).toEqual([
      { nme: 0, fraction: 0.5 },
      { nme: 0.06, fraction: 1 },
    ]);
  });

  it("stays on the ground where everything failed", () => {
    expect(cedCurve([null, 0.5], 0.06)).toEqual([
      { nme: 0, fraction: 0 },
      { nme: 0.06, fraction: 0 },
    ]);
  });

  it("refuses no faces", () => {
    expect(() => cedCurve([])).toThrow(/at least one face/);
  });
});

describe("cedArea", () => {
  it("is the mean of what is left below the limit", () => {
    // 1 - 1/6, 1 - 3/6, then two failures worth nothing.
    expect(cedArea([0.01, 0.03, 0.07, null])).toBeCloseTo(
      (5 / 6 + 1 / 2) / 4,
      12,
    );
  });

  it("is the integral of the curve", () => {
    const errors = Array.from({ length: 50 }, (_, i) =>
      i % 7 === 0 ? null : ((i * 37) % 50) / 500,
    );
    const curve = cedCurve(errors, 0.06);
    const integral = curve
      .slice(1)
      .reduce(
        (sum, point, i) =>
          sum + curve[i]!.fraction * (point.nme - curve[i]!.nme),
        0,
      );
    expect(cedArea(errors, 0.06)).toBeCloseTo(integral / 0.06, 12);
  });
});
