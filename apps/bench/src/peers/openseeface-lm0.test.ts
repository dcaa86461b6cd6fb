import { describe, expect, it } from "@jest/globals";
import { openSeeFaceLm0 } from "./openseeface-lm0.ts";

const MAP = 28 * 28;

/** Maps of 66 points, all of whose peaks are in the first cell, without offset. */
function maps(): Float32Array {
  const output = new Float32Array(198 * MAP);
  output.fill(0.5, 66 * MAP);
  return output;
}

function decode(output: Float32Array): Float32Array {
  const out = new Float32Array(204);
  openSeeFaceLm0.decode({ output }, out);
  return out;
}

describe("openSeeFaceLm0", () => {
  it("reads a point at its heat map's peak, moved by the offsets there", () => {
    const output = maps();
    const peak = 9 * 28 + 18;
    output[5 * MAP + peak] = 0.9;
    output[5 * MAP + peak + 1] = 0.8;
    // Logistic of 1.6 and of -0.8: a tenth of the crop down, a twentieth to the left.
    output[(66 + 5) * MAP + peak] = 1 / (1 + Math.exp(-1.6));
    output[(132 + 5) * MAP + peak] = 1 / (1 + Math.exp(0.8));
    // What stands beside the peak is not looked at.
    output[(66 + 5) * MAP + peak + 1] = 0.99;
    const out = decode(output);
    expect(out[15]).toBeCloseTo((223 / 224) * (18 / 27 - 0.05 - 0.5), 5);
    expect(out[16]).toBeCloseTo((223 / 224) * (9 / 27 + 0.1 - 0.5), 5);
    expect(out[17]).toBeNaN();
  });

  it("has no inner corners of the lips, and puts what follows behind them", () => {
    const output = maps();
    // Its points 60, 63 and 65 are 61, 65 and 67 of the 68.
    for (const [point, cell] of [
      [60, 1],
      [63, 2],
      [65, 3],
    ] as const)
      output[point * MAP + cell] = 1;
    const out = decode(output);
    const column = (k: number) =>
      (27 * ((224 / 223) * out[3 * k]! + 0.5)).toFixed(3);
    expect([61, 65, 67].map(column)).toEqual(["1.000", "2.000", "3.000"]);
    for (const k of openSeeFaceLm0.absent) expect(out[3 * k]).toBeNaN();
    const given = Array.from({ length: 68 }, (_, k) => k).filter((k) =>
      Number.isFinite(out[3 * k]),
    );
    expect(given).toHaveLength(66);
    expect(openSeeFaceLm0.absent).toEqual([60, 64]);
  });

  it("keeps offsets finite where a logistic number is 0 or 1", () => {
    const output = maps();
    output[66 * MAP] = 0;
    output[132 * MAP] = 1;
    expect(decode(output).subarray(0, 2).every(Number.isFinite)).toBe(true);
  });

  it("refuses outputs of another network", () => {
    expect(() => decode(new Float32Array(143))).toThrow(
      /3 x 66 maps of 28 x 28.*Float32Array of 143/,
    );
  });
});
