import { describe, expect, it } from "@jest/globals";
import { runningMean } from "./running-mean.ts";

const curve = (...values: number[]) => values.map((y, x) => ({ x, y }));

describe("runningMean", () => {
  it("weighs earlier values less, from the first on", () => {
    const means = runningMean(curve(4, 1, 7), 2).map(({ y }) => y);
    // (4), (4/2 + 1) / 1.5, (4/4 + 1/2 + 7) / 1.75
    expect(means).toEqual([4, 2, 8.5 / 1.75]);
  });

  it("passes over what is no number", () => {
    expect(runningMean(curve(2, NaN, 2), 9)).toEqual([
      { x: 0, y: 2 },
      { x: 2, y: 2 },
    ]);
  });

  it("refuses a span below 1", () => {
    expect(() => runningMean([], 0.5)).toThrow("a number from 1 for span");
  });
});
