import { describe, expect, it } from "@jest/globals";
import { forwardDct, inverseDct } from "./dct.ts";

const numbers = () =>
  Float64Array.from({ length: 64 }, (_, i) => ((i * i * 31) % 256) - 128);

describe("forwardDct", () => {
  it("is the sum of the standard (ITU-T T.81, A.3.3)", () => {
    const block = numbers();
    const original = numbers();
    forwardDct(block);
    const c = (k: number) => (k === 0 ? Math.SQRT1_2 : 1);
    for (let v = 0; v < 8; v++)
      for (let u = 0; u < 8; u++) {
        let sum = 0;
        for (let y = 0; y < 8; y++)
          for (let x = 0; x < 8; x++)
            sum +=
              original[8 * y + x]! *
              Math.cos(((2 * x + 1) * u * Math.PI) / 16) *
              Math.cos(((2 * y + 1) * v * Math.PI) / 16);
        expect(block[8 * v + u]).toBeCloseTo((c(u) * c(v) * sum) / 4, 8);
      }
  });
});

describe("inverseDct", () => {
  it("undoes it, whichever coefficients are 0", () => {
    for (const kept of [64, 9, 1]) {
      const coefficients = numbers().fill(0, kept);
      const block = coefficients.slice();
      inverseDct(block);
      forwardDct(block);
      block.forEach((value, i) =>
        expect(value).toBeCloseTo(coefficients[i]!, 8),
      );
    }
  });
});
