import { describe, expect, it } from "@jest/globals";
import { landmarkErrors } from "./landmark-errors.ts";
import { nme } from "./nme.ts";

const truth = Float32Array.from({ length: 204 }, (_, i) => (i * 37) % 100);
/** Landmark `k` moved by (3, 4) px. */
function moved(k: number): Float32Array {
  const face = truth.slice();
  face[3 * k]! += 3;
  face[3 * k + 1]! += 4;
  return face;
}

describe("landmarkErrors", () => {
  it("tells which landmark is off, over the faces that have landmarks", () => {
    const faces = [moved(5), moved(5), moved(9), null].map((predicted) => ({
      predicted,
      truth,
    }));
    const errors = landmarkErrors(faces);
    const off = 68 * nme(moved(5), truth);
    expect(errors[5]).toBeCloseTo((2 * off) / 3, 6);
    expect(errors[9]).toBeCloseTo(off / 3, 6);
    expect(errors.filter((error) => error > 0)).toHaveLength(2);
  });

  it("has the NME as its mean", () => {
    const predicted = truth.map((value, i) => value + Math.sin(i));
    const errors = landmarkErrors([{ predicted, truth }]);
    const mean = errors.reduce((sum, error) => sum + error, 0) / 68;
    expect(mean).toBeCloseTo(nme(predicted, truth), 9);
  });

  it("refuses where there is nothing to compare", () => {
    expect(() => landmarkErrors([{ predicted: null, truth }])).toThrow(
      "a face with landmarks for faces",
    );
    expect(() =>
      landmarkErrors([{ predicted: truth.fill(NaN, 0, 1), truth }]),
    ).toThrow(/finite pixels for landmark 0/);
  });
});
