import { describe, expect, it } from "@jest/globals";
import { learningRate, type Schedule } from "./schedule.ts";

const rates = (shape: Schedule["shape"], steps: readonly number[]) =>
  steps.map((step) => learningRate(step, { rate: 1, steps: 105, shape }));

describe("learningRate", () => {
  const cosine = { kind: "cosine", finalRate: 0.1, warmUp: 4 } as const;

  it("rises linearly, then falls along half a cosine", () => {
    const [first, last, top, half, end] = rates(cosine, [0, 3, 4, 54, 104]);
    expect([first, last, top]).toEqual([0.25, 1, 1]);
    expect(half).toBeCloseTo(0.55, 6);
    expect(end).toBeCloseTo(0.1, 6);
  });

  it("stays at the final rate after the end", () => {
    expect(rates(cosine, [500])[0]).toBeCloseTo(0.1, 6);
  });

  it("falls by a factor at each of the steps", () => {
    const at = [10, 20];
    const shape = { kind: "step" as const, at, factor: 0.5, warmUp: 2 };
    expect(rates(shape, [0, 1, 9, 10, 19, 20, 90])).toEqual([
      0.5, 1, 1, 0.5, 0.5, 0.25, 0.25,
    ]);
  });

  it("falls by a factor again and again", () => {
    const shape = {
      kind: "exponential",
      every: 8,
      factor: 0.5,
      warmUp: 0,
    } as const;
    expect(rates(shape, [0, 7, 8, 15, 16])).toEqual([1, 1, 0.5, 0.5, 0.25]);
  });
});
