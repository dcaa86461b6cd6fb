import { describe, expect, it } from "@jest/globals";
import { rocAuc } from "./roc-auc.ts";

describe("rocAuc", () => {
  it.each<[string, number[], number[], number]>([
    ["all right", [0.9, 0.8], [0.1, 0.2, 0.3], 1],
    ["all wrong", [0.1], [0.2, 0.3], 0],
    ["all alike", [0.5, 0.5, 0.5], [0.5, 0.5], 0.5],
    // Of six pairs, 0.7 wins three; 0.4 wins one (0.2), ties with one and loses one.
    ["one tie", [0.4, 0.7], [0.6, 0.2, 0.4], (3 + 1 + 0.5) / 6],
    // 3 beats 1, 2, 2; both 2s beat 1 and tie twice; 1 ties once.
    ["many ties", [2, 3, 1, 2], [2, 1, 2], (3 + 2 * (1 + 1) + 0.5) / 12],
    ["negative numbers", [-1, 5], [-3, 2], 3 / 4],
  ])("counts pairs: %s", (_, positives, negatives, wanted) => {
    expect(rocAuc(positives, negatives)).toBeCloseTo(wanted, 12);
    expect(rocAuc(negatives, positives)).toBeCloseTo(1 - wanted, 12);
  });

  it("leaves its arguments as they are", () => {
    const scores = Float32Array.from([3, 1, 2]);
    rocAuc(scores, scores);
    expect([...scores]).toEqual([3, 1, 2]);
  });

  it("refuses what has no scores or a broken one", () => {
    expect(() => rocAuc([], [1])).toThrow(/at least one score for positives/);
    expect(() => rocAuc([1], [])).toThrow(/at least one score for negatives/);
    expect(() => rocAuc([1], [0, NaN])).toThrow(
      "Expected a finite number for negatives[1] but received NaN",
    );
  });
});
