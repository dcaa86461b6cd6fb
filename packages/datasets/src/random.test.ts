import { describe, expect, it } from "@jest/globals";
import { between, createRandom, pick } from "./random.ts";

const draw = (count: number, next: () => number) =>
  Array.from({ length: count }, next);

describe("createRandom", () => {
  it("repeats itself for the same seed and stream, and for no other", () => {
    const first = (...numbers: [number, ...number[]]) =>
      draw(4, createRandom(...numbers).uniform).join();
    expect(first(7, 1, 2)).toBe(first(7, 1, 2));
    const others = [
      [7],
      [7, 1],
      [7, 2, 1],
      [7, 1, 3],
      [8, 1, 2],
      [-7, 1, 2],
      [7, 1, 2, 0],
      [7 + 2 ** 32, 1, 2],
    ] as [number, ...number[]][];
    const all = [[7, 1, 2] as [number, ...number[]], ...others];
    expect(new Set(all.map((numbers) => first(...numbers))).size).toBe(
      all.length,
    );
  });

  it("spreads evenly over [0, 1), also across neighbouring streams", () => {
    const firsts = draw(4000, () => 0).map((_, i) =>
      createRandom(1, i).uniform(),
    );
    const run = draw(4000, createRandom(1).uniform);
    for (const values of [firsts, run]) {
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...values)).toBeLessThan(1);
      for (let tenth = 0; tenth < 10; tenth++) {
        const inside = values.filter((v) => Math.floor(v * 10) === tenth);
        // 400 are due, with a deviation of 19.
        expect(Math.abs(inside.length - 400)).toBeLessThan(90);
      }
    }
  });

  it("draws normals of mean 0 and deviation 1", () => {
    const values = draw(10000, createRandom(3).normal);
    const mean = values.reduce((a, b) => a + b) / values.length;
    const square = values.reduce((a, b) => a + b * b) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.05);
    expect(Math.abs(square - 1)).toBeLessThan(0.07);
    const beyond = values.filter((v) => Math.abs(v) > 1.96).length;
    expect(Math.abs(beyond - 500)).toBeLessThan(110);
  });

  it("refuses a seed that is no whole number", () => {
    expect(() => createRandom(0.5)).toThrow(/whole numbers/);
    expect(() => createRandom(1, NaN)).toThrow(/whole numbers/);
  });
});

describe("between and pick", () => {
  it("stay between their ends", () => {
    const random = createRandom(5);
    for (const value of draw(100, () => between(random, -3, -2)))
      expect(Math.floor(value)).toBe(-3);
  });

  it("picks in proportion to the weights", () => {
    const random = createRandom(5);
    const entries = [
      ["never", 0],
      ["once", 1],
      ["thrice", 3],
    ] as const;
    const picked = Array.from({ length: 1000 }, () => pick(random, entries));
    expect(picked).not.toContain("never");
    const once = picked.filter((name) => name === "once").length;
    expect(Math.abs(once - 250)).toBeLessThan(60);
  });

  it("refuses weights that are all zero", () => {
    expect(() => pick(createRandom(5), [["a", 0]])).toThrow(/positive sum/);
  });
});
