import { describe, expect, it } from "@jest/globals";
import { LossWatch } from "./loss-watch.ts";

function watch(...losses: number[]): LossWatch {
  const seen = new LossWatch();
  for (const loss of losses) seen.add(loss);
  return seen;
}

const calm = Array.from({ length: 60 }, (_, i) => 1 + 0.1 * (i % 2));

describe("LossWatch", () => {
  it("smooths, and leaves out what is no number", () => {
    expect(watch().smoothed).toBeNaN();
    expect(watch(2, NaN, 4).smoothed).toBe(3);
    expect(watch(...calm, Infinity).smoothed).toBeCloseTo(1.05, 2);
  });

  it("bears a spike and calls a lasting rise what it is", () => {
    expect(watch(...calm).diverges).toBe(false);
    expect(watch(...calm, 50).diverges).toBe(false);
    expect(watch(...calm, ...Array<number>(60).fill(50)).diverges).toBe(true);
  });

  it("lets the first steps be as bad as they are", () => {
    expect(watch(...Array.from({ length: 49 }, (_, i) => i)).diverges).toBe(
      false,
    );
  });
});
