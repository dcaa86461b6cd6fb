import { describe, expect, it } from "@jest/globals";
import { openingErrors } from "./opening-errors.ts";

const UPPER = [37, 38, 43, 44, 61, 62, 63];

/** A face of 100 x 100 px whose lids and lips stand open by so many px. */
function face(eyes: number, lips: number): Float32Array {
  const landmarks = new Float32Array(204).fill(50);
  landmarks.set([0, 0, 0, 100, 100, 0], 0);
  for (const k of UPPER) landmarks[3 * k + 1]! -= k > 60 ? lips : eyes;
  return landmarks;
}

describe("openingErrors", () => {
  it("tells how far openings are off, and whether they move together", () => {
    const faces = [
      { truth: face(2, 0), predicted: face(3, 1) },
      { truth: face(4, 10), predicted: face(5, 9) },
      { truth: face(6, 20), predicted: face(7, 17) },
      { truth: face(8, 20), predicted: null },
    ];
    const { eyes, lips } = openingErrors(faces);
    expect(eyes.mean).toBeCloseTo(0.01, 6);
    expect(eyes.correlation).toBeCloseTo(1, 6);
    expect(lips.mean).toBeCloseTo(0.05 / 3, 6);
    // Of (0, 1), (10, 9), (20, 17).
    expect(lips.correlation).toBeCloseTo(1, 6);
  });

  it("knows a face that opens against the truth, and one that never moves", () => {
    const { eyes, lips } = openingErrors([
      { truth: face(2, 3), predicted: face(6, 5) },
      { truth: face(6, 9), predicted: face(2, 5) },
    ]);
    expect(eyes.correlation).toBeCloseTo(-1, 6);
    expect(eyes.mean).toBeCloseTo(0.04, 6);
    expect(lips.correlation).toBeNull();
    expect(lips.mean).toBeCloseTo(0.03, 6);
  });

  it("refuses what cannot be compared", () => {
    const truth = face(1, 1);
    expect(() => openingErrors([{ truth, predicted: truth }])).toThrow(
      "two faces with landmarks for faces",
    );
    const broken = truth.with(7, NaN);
    expect(() =>
      openingErrors([
        { truth, predicted: truth },
        { truth, predicted: broken },
      ]),
    ).toThrow(/finite pixels/);
  });
});
