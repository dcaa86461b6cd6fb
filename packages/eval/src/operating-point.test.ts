import { describe, expect, it } from "@jest/globals";
import { operatingPoint } from "./operating-point.ts";

describe("operatingPoint", () => {
  const positives = [0.9, 0.3, 0.8, 0.7];
  const negatives = [0.1, 0.3, 0.75, 0.2, 0.7];

  it.each([
    [1, 0.3, 1, 3 / 5],
    [0.75, 0.7, 0.75, 2 / 5],
    // Two and a half of four are three.
    [0.6, 0.7, 0.75, 2 / 5],
    [0.5, 0.8, 0.5, 0],
    [0.01, 0.9, 0.25, 0],
  ])("lets %d of the positives pass", (wanted, threshold, recall, alarms) => {
    expect(operatingPoint(positives, negatives, wanted)).toEqual({
      threshold,
      recall,
      falseAlarms: alarms,
    });
  });

  it("lets all that tie with the threshold pass", () => {
    expect(operatingPoint([0.5, 0.5, 0.5, 0.9], [0.5, 0.4], 0.5)).toEqual({
      threshold: 0.5,
      recall: 1,
      falseAlarms: 0.5,
    });
  });

  it("takes a share of whole numbers for what it stands for", () => {
    const hundred = Array.from({ length: 100 }, (_, i) => i);
    expect(0.07 * 100).toBeGreaterThan(7);
    expect(operatingPoint(hundred, [0], 0.07).threshold).toBe(93);
  });

  it("refuses a recall out of range, no scores and broken ones", () => {
    for (const recall of [0, 1.1, NaN])
      expect(() => operatingPoint([1], [1], recall)).toThrow(
        /above 0 and up to 1 for recall/,
      );
    expect(() => operatingPoint([], [1], 0.5)).toThrow(/positives/);
    expect(() => operatingPoint([1], [Infinity], 0.5)).toThrow(
      /finite number for negatives\[0\]/,
    );
  });
});
