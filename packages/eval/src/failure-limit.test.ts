import { describe, expect, it } from "@jest/globals";
import { failureRate } from "./failure-limit.ts";

describe("failureRate", () => {
  it("counts errors above the limit, not at it, and missed faces", () => {
    expect(failureRate([0.01, 0.06, 0.0601, null])).toBe(0.5);
    expect(failureRate([0.01, 0.06, 0.0601, null], 0.07)).toBe(0.25);
  });

  it("refuses no faces and a limit that is not positive", () => {
    expect(() => failureRate([])).toThrow(/at least one face/);
    expect(() => failureRate([0.1], 0)).toThrow(/limit/);
  });
});
