import { describe, expect, it } from "@jest/globals";
import { spreadOf } from "./spread.ts";

describe("spreadOf", () => {
  it("tells least, quartiles and median, between values where need be", () => {
    expect(spreadOf([5, 1, 4, 2, 3])).toEqual({
      ...{ least: 1, lower: 2, median: 3, upper: 4 },
    });
    expect(spreadOf([10, 1, 2, 3])).toEqual({
      ...{ least: 1, lower: 1.75, median: 2.5, upper: 4.75 },
    });
    expect(spreadOf([7])).toEqual({
      ...{ least: 7, lower: 7, median: 7, upper: 7 },
    });
  });

  it("refuses nothing", () => {
    expect(() => spreadOf([])).toThrow(/at least one value/);
  });
});
