import { describe, expect, it } from "@jest/globals";
import { OPENINGS } from "./openings.ts";
import { MIRROR, PARTS } from "./scheme.ts";

describe("OPENINGS", () => {
  it("pair landmarks of one part, upper edge first: as they are counted round it", () => {
    for (const [part, pairs] of Object.entries(OPENINGS)) {
      const [first, end] = PARTS[part as keyof typeof OPENINGS];
      for (const [upper, lower] of pairs) {
        expect(upper).toBeGreaterThan(first);
        expect(lower).toBeGreaterThan(upper);
        expect(lower).toBeLessThan(end);
      }
    }
  });

  it("are the same in a mirrored face", () => {
    const all = Object.values(OPENINGS)
      .flat()
      .map((pair) => pair.join());
    expect(new Set(all).size).toBe(10);
    for (const pair of Object.values(OPENINGS).flat())
      expect(all).toContain(pair.map((k) => MIRROR[k]).join());
  });
});
