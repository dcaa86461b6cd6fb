import { describe, expect, it } from "@jest/globals";
import { renderDhm } from "./render-dhm.ts";

/** 68 landmarks without order, some up to 20 px outside a map of that size. */
function scatter(size: number): Float32Array {
  let state = 12345;
  const chance = () => (state = (state * 16807) % 2147483647) / 2147483647;
  return Float32Array.from(
    { length: 68 * 3 },
    () => chance() * (size + 40) - 20,
  );
}

/** Algorithm 1 word by word: every pixel looks at every landmark. The Gaussian ends `reach` px from its peak. */
function slowDhm(
  landmarks: Float32Array,
  size: number,
  sigma: number,
  reach: number,
): Float64Array {
  const out = new Float64Array(size * size * 3);
  for (let axis = 0; axis < 3; axis++) {
    const along = landmarks.filter((_, i) => i % 3 === axis);
    const least = Math.min(...along);
    const most = Math.max(...along);
    for (let y = 0; y < size; y++)
      for (let x = 0; x < size; x++)
        for (let k = 0; k < along.length; k++) {
          const dx = x - Math.round(landmarks[3 * k]!);
          const dy = y - Math.round(landmarks[3 * k + 1]!);
          if (Math.abs(dx) > reach || Math.abs(dy) > reach) continue;
          const value =
            ((along[k]! - least) / (most - least)) *
            Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
          const at = (y * size + x) * 3 + axis;
          out[at] = Math.max(out[at]!, value);
        }
  }
  return out;
}

function farthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let worst = 0;
  for (let i = 0; i < a.length; i++)
    worst = Math.max(worst, Math.abs(a[i]! - b[i]!));
  return worst;
}

function pixel(map: Float32Array, size: number, x: number, y: number) {
  const at = (y * size + x) * 3;
  return [...map.subarray(at, at + 3)];
}

describe("renderDhm", () => {
  it("writes each axis' place between the least and the most into its channel", () => {
    const landmarks = new Float32Array([5, 20, -8, 25, 10, 8, 10, 30, 0]);
    const map = renderDhm(landmarks, 40);
    expect(map.length).toBe(40 * 40 * 3);
    expect(pixel(map, 40, 5, 20)).toEqual([0, 0.5, 0]);
    expect(pixel(map, 40, 25, 10)).toEqual([1, 0, 1]);
    expect(pixel(map, 40, 10, 30)).toEqual([0.25, 1, 0.5]);
  });

  it("spreads with a standard deviation of one pixel and keeps the peak", () => {
    const map = renderDhm(new Float32Array([5, 20, 0, 25, 10, 1]), 40);
    expect(pixel(map, 40, 26, 10)[0]).toBeCloseTo(Math.exp(-0.5), 6);
    expect(pixel(map, 40, 26, 12)[0]).toBeCloseTo(Math.exp(-2.5), 6);
    expect(pixel(map, 40, 25, 14)[2]).toBeCloseTo(Math.exp(-8), 6);
    expect(pixel(map, 40, 25, 15)).toEqual([0, 0, 0]);
  });

  it("draws at the nearest pixel", () => {
    const map = renderDhm(new Float32Array([5, 20, 0, 24.6, 10.4, 1]), 40);
    expect(pixel(map, 40, 25, 10)).toEqual([1, 0, 1]);
  });

  it("keeps the larger value where two landmarks overlap", () => {
    const map = renderDhm(
      new Float32Array([0, 0, 0, 10, 5, 1, 10, 5, 1, 12, 7, 0.5]),
      20,
    );
    // Two landmarks on one pixel tell no more than one: y is 5 / 7 there, and z stays 1.
    expect(pixel(map, 20, 10, 5)[1]).toBeCloseTo(5 / 7, 6);
    expect(pixel(map, 20, 10, 5)[2]).toBe(1);
    // Half-way between, the larger of 1 e^-1 and 0.5 e^-1.
    expect(pixel(map, 20, 11, 6)[2]).toBeCloseTo(Math.exp(-1), 6);
  });

  it.each([
    [64, 1],
    [64, 0.7],
    [48, 2.3],
  ])("equals the algorithm word by word at %p px, sigma %p", (size, sigma) => {
    const landmarks = scatter(size);
    const map = renderDhm(landmarks, size, { sigma });
    const reach = Math.ceil(4 * sigma);
    expect(farthest(map, slowDhm(landmarks, size, sigma, reach))).toBeLessThan(
      1e-6,
    );
    // And what the truncation leaves out is below exp(-8).
    const whole = slowDhm(landmarks, size, sigma, Infinity);
    expect(farthest(map, whole)).toBeLessThan(Math.exp(-8));
  });

  it("mirrors the y and z channels with its landmarks", () => {
    const size = 50;
    const landmarks = scatter(size).map(Math.round);
    const mirrored = landmarks.map((v, i) => (i % 3 ? v : size - 1 - v));
    const map = renderDhm(landmarks, size);
    const other = renderDhm(mirrored, size);
    for (let y = 0; y < size; y++)
      for (let x = 0; x < size; x++)
        expect(pixel(other, size, size - 1 - x, y).slice(1)).toEqual(
          pixel(map, size, x, y).slice(1),
        );
  });

  it("draws the inner part of a landmark outside and ignores far ones", () => {
    const map = renderDhm(
      new Float32Array([-2, 4, 1, -3000, 4, 0, 5, 5e8, 1]),
      10,
    );
    expect(pixel(map, 10, 0, 4)[2]).toBeCloseTo(Math.exp(-2), 6);
    expect(pixel(map, 10, 9, 9)).toEqual([0, 0, 0]);
  });

  it("leaves the channel of an axis without extent at 0", () => {
    const map = renderDhm(new Float32Array([2, 2, 7, 6, 6, 7]), 10);
    expect(pixel(map, 10, 6, 6)).toEqual([1, 1, 0]);
  });

  it("overwrites the buffer it is given", () => {
    const landmarks = scatter(32);
    const out = new Float32Array(32 * 32 * 3).fill(9);
    expect(renderDhm(landmarks, 32, {}, out)).toBe(out);
    expect(out).toEqual(renderDhm(landmarks, 32));
  });

  it("refuses broken input before it touches the buffer", () => {
    const out = new Float32Array(300).fill(9);
    const broken = new Float32Array([1, 2, 3, 4, NaN, 6]);
    expect(() => renderDhm(broken, 10, {}, out)).toThrow(
      /finite numbers for landmark 1 but received NaN/,
    );
    const two = new Float32Array([1, 2, 3, 4, 5, 6]);
    expect(() => renderDhm(two, 10, { sigma: 0 }, out)).toThrow(/sigma/);
    expect(out.every((value) => value === 9)).toBe(true);
    expect(() => renderDhm(new Float32Array(4), 10)).toThrow(/xyz triples/);
    expect(() => renderDhm(new Float32Array(0), 10)).toThrow(/xyz triples/);
    expect(() => renderDhm(two, 10.5)).toThrow(/px for size/);
    expect(() => renderDhm(two, 11, {}, out)).toThrow(/363 numbers for out/);
  });
});
