import { describe, expect, it } from "@jest/globals";
import { landmarkBasis } from "./landmark-basis.ts";
import { shape } from "./shape.ts";

/** Two vertices, six identity modes (mode m moves coordinate m by 10^m / 100), one expression mode along z. */
const MODEL = {
  vertexCount: 2,
  mean: new Float32Array([1, 2, 3, 4, 5, 6]),
  identity: Float32Array.from({ length: 36 }, (_, i) =>
    i % 7 === 0 ? 10 ** (i / 7) / 100 : 0,
  ),
  expression: new Float32Array([0, 0, 1, 0, 0, 1]),
  landmarks: new Uint32Array([1, 0, 1]),
};

describe("shape", () => {
  it("is the mean where every coefficient is zero or absent", () => {
    expect(shape(MODEL, [0, 0], [0])).toEqual(MODEL.mean);
    const out = new Float32Array(6);
    expect(shape(MODEL, [], [], out)).toBe(out);
    expect(out).toEqual(MODEL.mean);
  });

  it("adds each mode times its coefficient", () => {
    // Five used modes: four go in one pass, the fifth alone.
    const moved = shape(MODEL, [1, 2, 0, 3, 4, 5], [-1]);
    const wanted = [1.01, 2.2, 2, 34, 405, 5005];
    wanted.forEach((value, i) => expect(moved[i]).toBeCloseTo(value, 4));
  });

  it("refuses more coefficients than modes, broken ones, and another buffer", () => {
    expect(() => shape(MODEL, [0, 0, 0, 0, 0, 0, 0], [])).toThrow(
      /at most 6 coefficients for identity but received 7/,
    );
    expect(() => shape(MODEL, [], [0, 0])).toThrow(/at most 1 coefficients/);
    expect(() => shape(MODEL, [0, NaN], [])).toThrow(/identity coefficient 1/);
    expect(() => shape(MODEL, [], [], new Float32Array(3))).toThrow(
      /6 numbers for out/,
    );
  });
});

describe("landmarkBasis", () => {
  it("gives the landmarks of the whole shape, in their order", () => {
    const whole = shape(MODEL, [1, 2, 3, 4, 5, 6], [0.5]);
    const points = shape(landmarkBasis(MODEL), [1, 2, 3, 4, 5, 6], [0.5]);
    expect([...points]).toEqual([
      ...whole.subarray(3),
      ...whole.subarray(0, 3),
      ...whole.subarray(3),
    ]);
  });

  it("refuses a vertex that the model does not have", () => {
    expect(() =>
      landmarkBasis({ ...MODEL, landmarks: new Uint32Array([0, 2]) }),
    ).toThrow(/a vertex below 2 for landmark 1 but received 2/);
  });
});
