import { describe, expect, it } from "@jest/globals";
import { updateRunningStatistics } from "./running-statistics.ts";
import type { WeightLayout } from "./weight-layout.ts";

const layout: WeightLayout = { weights: [], trainable: 1, size: 3 };

describe("updateRunningStatistics", () => {
  it("moves what follows the trainable elements", () => {
    const weights = Float32Array.of(9, 1, 2);
    updateRunningStatistics(layout, weights, Float32Array.of(3, 4), 0.75);
    expect([...weights]).toEqual([9, 1.5, 2.5]);
  });

  it("refuses other lengths and momenta", () => {
    const weights = new Float32Array(3);
    expect(() =>
      updateRunningStatistics(layout, weights, new Float32Array(3), 0.9),
    ).toThrow("Expected 2 numbers for batchStatistics");
    expect(() =>
      updateRunningStatistics(layout, weights, new Float32Array(2), 2),
    ).toThrow("Expected a number from 0 to 1 for momentum but received 2");
    expect(() =>
      updateRunningStatistics(layout, new Float32Array(2), weights, 0.9),
    ).toThrow("Expected 3 numbers for weights");
  });
});
