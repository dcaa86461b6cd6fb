import { describe, expect, it } from "@jest/globals";
import { bootstrapInterval } from "./bootstrap.ts";
import { seededRandom } from "./seeded-random.ts";

describe("bootstrapInterval", () => {
  it("is about two standard errors to either side of the mean", () => {
    const random = seededRandom(3);
    const errors = Array.from({ length: 400 }, random);
    const mean = errors.reduce((sum, value) => sum + value, 0) / 400;
    const deviation = Math.sqrt(1 / 12 / 400);
    const [low, high] = bootstrapInterval([errors]);
    expect((mean - low) / deviation).toBeCloseTo(1.96, 0);
    expect((high - mean) / deviation).toBeCloseTo(1.96, 0);
  });

  it("covers the truth about as often as it says", () => {
    const random = seededRandom(4);
    let covered = 0;
    for (let trial = 0; trial < 200; trial++) {
      const errors = Array.from({ length: 60 }, random);
      const [low, high] = bootstrapInterval([errors], {
        draws: 300,
        confidence: 0.8,
        seed: trial,
      });
      if (low <= 0.5 && high >= 0.5) covered++;
    }
    expect(covered).toBeGreaterThan(140);
    expect(covered).toBeLessThan(180);
  });

  it("draws within each group, and lets each count alike", () => {
    expect(bootstrapInterval([[1, 1, 1, 1], [3]])).toEqual([2, 2]);
  });

  it("follows from its seed", () => {
    const errors = [[1, 2, 3, 4, 5]];
    expect(bootstrapInterval(errors)).toEqual(bootstrapInterval(errors));
    expect(bootstrapInterval(errors, { draws: 50, seed: 2 })).not.toEqual(
      bootstrapInterval(errors, { draws: 50, seed: 7 }),
    );
  });

  it("refuses empty groups, errors that are none, and settings out of range", () => {
    expect(() => bootstrapInterval([])).toThrow(/at least one group/);
    expect(() => bootstrapInterval([[1], []])).toThrow(/group 1/);
    expect(() => bootstrapInterval([[1, NaN]])).toThrow(/face 1 of group 0/);
    expect(() => bootstrapInterval([[1]], { confidence: 1 })).toThrow(
      /confidence/,
    );
    expect(() => bootstrapInterval([[1]], { draws: 0 })).toThrow(/draws/);
  });
});
