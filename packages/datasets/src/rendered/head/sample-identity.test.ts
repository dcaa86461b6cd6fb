import { describe, expect, it } from "@jest/globals";
import { createRandom } from "../../random.ts";
import { sampleIdentity } from "./sample-identity.ts";

describe("sampleIdentity", () => {
  it("follows each mode's deviation, within limits", () => {
    const identityDeviation = new Float32Array([1, 10, 0.1]);
    const sums = [0, 0, 0];
    for (let i = 0; i < 2000; i++) {
      const draw = sampleIdentity({ identityDeviation }, createRandom(4, i));
      draw.forEach((value, mode) => {
        const unit = value / identityDeviation[mode]!;
        expect(Math.abs(unit)).toBeLessThanOrEqual(2.50001);
        sums[mode]! += unit * unit;
      });
    }
    // Strengths from 0.35 to 0.85 have a mean square of 0.381.
    for (const sum of sums)
      expect(Math.abs(sum / 2000 - 0.381)).toBeLessThan(0.06);
  });
});
