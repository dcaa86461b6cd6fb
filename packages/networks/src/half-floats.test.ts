import { describe, expect, it } from "@jest/globals";
import { toHalfFloats } from "./half-floats.ts";

function bits(...values: number[]): number[] {
  const bytes = toHalfFloats(Float32Array.from(values), "w");
  const view = new DataView(bytes.buffer);
  return values.map((_, i) => view.getUint16(2 * i, true));
}

describe("toHalfFloats", () => {
  it("keeps what a half float can tell", () => {
    expect(bits(0, -0, 1, -2, 0.5, 65504, -65504)).toEqual([
      0x0000, 0x8000, 0x3c00, 0xc000, 0x3800, 0x7bff, 0xfbff,
    ]);
  });

  it("rounds to the nearest, halves to the even one", () => {
    const step = 2 ** -10;
    expect(
      bits(1 + 0.49 * step, 1 + 0.5 * step, 1 + 0.51 * step, 1 + 1.5 * step),
    ).toEqual([0x3c00, 0x3c00, 0x3c01, 0x3c02]);
    // Just below what would round to infinity.
    expect(bits(65519.99)).toEqual([0x7bff]);
  });

  it("keeps subnormal ones, and rounds them the same way", () => {
    const least = 2 ** -24;
    expect(
      bits(least, 2 ** -14, 2 ** -14 - least, -least, 0.5 * least, 1.5 * least),
    ).toEqual([0x0001, 0x0400, 0x03ff, 0x8001, 0x0000, 0x0002]);
  });

  it.each([65520, -1e9, Infinity, NaN])("refuses %d by name", (value) => {
    expect(() =>
      toHalfFloats(Float32Array.of(0, value), "stem/kernel"),
    ).toThrow(
      `Expected a number that a float16 can hold, from -65504 to 65504, for stem/kernel[1] but received ${value}`,
    );
  });
});
