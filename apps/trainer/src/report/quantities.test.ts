import { describe, expect, it } from "@jest/globals";
import { count, duration, percent } from "./quantities.ts";

describe("quantities", () => {
  it("are told as a person tells them", () => {
    expect([0.04321, null].map(percent)).toEqual(["4.32", "–"]);
    expect([1.25, 48.4, 720, 12240].map(duration)).toEqual([
      "1.3 s",
      "48 s",
      "12 min",
      "3.4 h",
    ]);
    expect([812, 240_600, 14_600_000].map((n) => count(n))).toEqual([
      "812",
      "241 k",
      "14.6 M",
    ]);
    expect([1, 2].map((n) => count(n, "core"))).toEqual(["1 core", "2 cores"]);
  });
});
