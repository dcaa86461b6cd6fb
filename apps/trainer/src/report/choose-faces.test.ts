import { describe, expect, it } from "@jest/globals";
import { chooseFaces } from "./choose-faces.ts";

describe("chooseFaces", () => {
  it("takes the ends and the middle, missed faces as the worst", () => {
    const errors = Array.from({ length: 101 }, (_, i) =>
      i === 50 ? null : (i * 37) % 101,
    );
    const { worst, typical, best } = chooseFaces(errors);
    expect(worst[0]).toBe(50);
    expect(worst).toHaveLength(24);
    expect(errors[worst[1]!]).toBe(100);
    expect(best.map((i) => errors[i])).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const middle = typical.map((i) => errors[i]!);
    expect(middle).toHaveLength(8);
    expect(Math.min(...middle)).toBeLessThan(50);
    expect(Math.max(...middle)).toBeGreaterThan(49);
  });

  it.each([1, 2, 6, 20, 39, 40, 41])("chooses no face of %i twice", (count) => {
    const errors = Array.from({ length: count }, (_, i) => i);
    const { worst, typical, best } = chooseFaces(errors);
    const all = [...worst, ...typical, ...best];
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBe(Math.min(count, 40));
    expect(worst[0]).toBe(count - 1);
  });
});
