import { describe, expect, it } from "@jest/globals";
import { checkSource } from "../config/check-source.ts";
import { labelWeights } from "./label-weights.ts";

const weightsOf = (loss?: object) =>
  labelWeights(checkSource({ kind: "pts", path: "x", loss }, "source"));

describe("labelWeights", () => {
  it("is nothing where nothing is said", () => {
    expect(weightsOf()).toBeUndefined();
    expect(weightsOf({})).toEqual(new Float32Array(204).fill(1));
  });

  it("multiplies the source's, the part's and the depth's", () => {
    const weights = weightsOf({ weight: 0.5, depth: 0.1, parts: { jaw: 0 } })!;
    expect([...weights.subarray(0, 3)]).toEqual([0, 0, 0]);
    expect([...weights.subarray(51, 54)]).toEqual([
      0.5,
      0.5,
      Math.fround(0.05),
    ]);
  });

  it("refuses what is no part and no weight", () => {
    expect(() => weightsOf({ parts: { chin: 0 } })).toThrow(/chin/);
    expect(() => weightsOf({ weight: -1 })).toThrow(/weight/);
  });
});
