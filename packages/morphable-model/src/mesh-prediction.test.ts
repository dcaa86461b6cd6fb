import { describe, expect, it } from "@jest/globals";
import {
  fromDifferences,
  predictors,
  toDifferences,
} from "./mesh-prediction.ts";

const triangles = Uint32Array.of(0, 1, 2, 2, 1, 4);

describe("mesh prediction", () => {
  it("takes the lowest neighbour, or the vertex before", () => {
    expect(predictors(triangles, 5)).toEqual(Int32Array.of(-1, 0, 0, 2, 1));
  });

  it("keeps values to half a step", () => {
    const from = predictors(triangles, 5);
    const values = Float32Array.of(
      3.1,
      -2.2,
      3.2,
      -2.1,
      3.3,
      -2.4,
      0,
      8,
      3.25,
      -2,
    );
    const differences = toDifferences(values, 2, 0.125, from);
    expect(Array.from(differences.subarray(0, 4))).toEqual([25, -18, 1, 1]);
    const back = fromDifferences(
      differences,
      2,
      0.125,
      from,
      new Float32Array(10),
    );
    for (let i = 0; i < 10; i++)
      expect(
        Math.abs((back[i] as number) - (values[i] as number)),
      ).toBeLessThanOrEqual(0.0625);
  });
});
