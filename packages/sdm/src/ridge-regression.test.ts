import { describe, expect, it } from "@jest/globals";
import { RidgeRegression } from "./ridge-regression.ts";

/** Numbers from -1 to 1 that repeat in every run. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

const INPUTS = 7;
const OUTPUTS = 3;

/** Examples of `outputs = weights * [inputs, 1]`; each second one has the inputs of the one before, negated, so that their mean is nought. */
function learn(count: number, weights: readonly number[]): RidgeRegression {
  const regression = new RidgeRegression(INPUTS, OUTPUTS);
  const next = noise(5);
  let inputs = new Float32Array(INPUTS);
  for (let i = 0; i < count; i++) {
    inputs = i % 2 === 0 ? inputs.map(next) : inputs.map((value) => -value);
    const outputs = Float32Array.from({ length: OUTPUTS }, (_, k) =>
      [...inputs, 1].reduce(
        (sum, input, j) => sum + input * weights[j * OUTPUTS + k]!,
        0,
      ),
    );
    regression.add(inputs, outputs);
  }
  return regression;
}

const map = Array.from({ length: (INPUTS + 1) * OUTPUTS }, noise(9));
const furthest = (a: ArrayLike<number>, b: readonly number[]) =>
  Math.max(...b.map((value, i) => Math.abs(value - a[i]!)));

describe("RidgeRegression", () => {
  // Products are added up 256 examples at a time.
  it.each([40, 256, 600])("finds a linear map again from %i examples", (n) => {
    const regression = learn(n, map);
    expect(regression.count).toBe(n);
    const found = regression.solve(1e-9);
    expect(found).toHaveLength(map.length);
    expect(furthest(found, map)).toBeLessThan(1e-5);
  });

  it("goes on after it has been solved", () => {
    const regression = learn(40, map);
    regression.solve(1e-9);
    const inputs = new Float32Array(INPUTS);
    // 40 more that say 1 of nothing at all.
    for (let i = 0; i < 40; i++) regression.add(inputs, inputs.subarray(4));
    const constants = regression.solve(1).subarray(INPUTS * OUTPUTS);
    for (const [k, value] of constants.entries())
      expect(value).toBeCloseTo(map[INPUTS * OUTPUTS + k]! / 2, 5);
  });

  it("draws weights to nought by the penalty, but not the constant", () => {
    const strong = learn(600, map).solve(1e6);
    expect(
      Math.max(...strong.subarray(0, INPUTS * OUTPUTS).map(Math.abs)),
    ).toBeLessThan(1e-5);
    for (let k = 0; k < OUTPUTS; k++)
      expect(strong[INPUTS * OUTPUTS + k]).toBeCloseTo(
        map[INPUTS * OUTPUTS + k]!,
        5,
      );
    // In between: inputs vary by 1/3, so that a penalty of 1/3 halves the weights.
    const half = learn(600, map).solve(1 / 3);
    const due = map.slice(0, INPUTS * OUTPUTS).map((value) => value / 2);
    expect(furthest(half, due)).toBeLessThan(0.1);
  });

  it("refuses numbers that are none, other lengths, no examples and no penalty", () => {
    const regression = new RidgeRegression(2, 1);
    const one = new Float32Array(1);
    expect(() => regression.solve(1)).toThrow(/examples for regression.*0/);
    expect(() => regression.add(one, one)).toThrow(
      /2 inputs and 1 outputs.*1 and 1/,
    );
    expect(() =>
      regression.add(Float32Array.of(1, NaN), Float32Array.of(1)),
    ).toThrow(/finite numbers for example 0/);
    regression.add(Float32Array.of(1, 2), one);
    expect(() => regression.solve(0)).toThrow(/positive number for strength/);
  });
});
