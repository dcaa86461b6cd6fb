import { describe, expect, it } from "@jest/globals";
import { learningRate } from "./schedule.ts";

describe("learningRate", () => {
  const schedule = { rate: 1, finalRate: 0.1, warmUp: 4, steps: 105 };

  it("rises linearly, then falls along half a cosine", () => {
    expect(learningRate(0, schedule)).toBe(0.25);
    expect(learningRate(3, schedule)).toBe(1);
    expect(learningRate(4, schedule)).toBe(1);
    expect(learningRate(54, schedule)).toBeCloseTo(0.55, 6); // half-way
    expect(learningRate(104, schedule)).toBeCloseTo(0.1, 6);
  });

  it("stays at the final rate after the end", () => {
    expect(learningRate(500, schedule)).toBeCloseTo(0.1, 6);
  });
});
