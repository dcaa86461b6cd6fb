import { describe, expect, it } from "@jest/globals";
import { poseBin } from "./pose-bins.ts";

describe("poseBin", () => {
  it.each([
    [0, 0],
    [30, 0],
    [-30, 0],
    [30.001, 1],
    [60, 1],
    [-60, 1],
    [60.001, 2],
    [-89, 2],
    [97, 2],
  ])("puts %d degrees into bin %d", (degrees, bin) => {
    expect(poseBin((degrees * Math.PI) / 180)).toBe(bin);
    expect(poseBin(degrees * (Math.PI / 180))).toBe(bin);
  });

  it("refuses a yaw that is no number", () => {
    expect(() => poseBin(NaN)).toThrow(/finite radians for yaw/);
  });
});
