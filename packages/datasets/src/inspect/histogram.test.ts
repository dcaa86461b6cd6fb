import { describe, expect, it } from "@jest/globals";
import { histogram } from "./histogram.ts";

describe("histogram", () => {
  it("counts in bins whose edges are multiples of the width", () => {
    expect(histogram([-0.1, 0, 14.9, 15, 44], 15)).toEqual({
      from: -15,
      width: 15,
      counts: [1, 2, 1, 1],
    });
  });

  it("has no bins where there are no numbers", () => {
    expect(histogram([], 15).counts).toEqual([]);
  });

  it("counts more numbers than a call has room for", () => {
    const many = Array.from({ length: 360_000 }, (_, i) => i % 90);
    expect(histogram(many, 30).counts).toEqual([120_000, 120_000, 120_000]);
  });
});
