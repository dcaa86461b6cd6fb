import { describe, expect, it } from "@jest/globals";
import { scoreTable } from "./score-table.ts";

describe("scoreTable", () => {
  it("measures all groups together and each by itself", () => {
    const faces = [0.9, 0.8, 0.7, 0.6];
    const table = scoreTable(faces, [
      { name: "walls", scores: [0.1, 0.2] },
      { name: "none of these", scores: [] },
      { name: "ears", scores: [0.65, 0.75] },
    ]);
    const rows = table
      .trimEnd()
      .split("\n")
      .map((line) => line.trim().split(/ {2,}/));
    expect(rows[0]?.[0]).toBe("4 faces against");
    expect(rows.slice(1)).toEqual([
      // Of 16 pairs, 0.7 loses one and 0.6 two. All four faces are needed for 95 % of four.
      ["all", "4", "81.25", "50.00", "50.00"],
      ["walls", "2", "100.00", "0.00", "0.00"],
      ["ears", "2", "62.50", "100.00", "100.00"],
      ["threshold", "0.6000", "0.6000"],
    ]);
  });

  it("refuses a comparison with nothing", () => {
    expect(() => scoreTable([1], [])).toThrow(/at least one crop/);
    expect(() => scoreTable([], [{ name: "a", scores: [1] }])).toThrow(
      /at least one score for positives/,
    );
  });
});
