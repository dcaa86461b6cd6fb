import { describe, expect, it } from "@jest/globals";
import { unwhiten, whiten } from "./whitening.ts";

const MODEL = {
  identityDeviation: Float32Array.of(2, 4, 0.5),
  expressionDeviation: Float32Array.of(0.25),
};
const FACE = {
  pose: { scale: 2, pitch: 0.5, yaw: -0.25, roll: 0.125, x: 10, y: 20 },
  identity: Float32Array.of(1, -6, 0.25),
  expression: Float32Array.of(1),
};

describe("whiten", () => {
  it("counts coefficients in standard deviations and leaves the pose", () => {
    expect(whiten(FACE, MODEL)).toEqual({
      pose: FACE.pose,
      identity: Float32Array.of(0.5, -1.5, 0.5),
      expression: Float32Array.of(4),
    });
    expect([...FACE.identity]).toEqual([1, -6, 0.25]);
  });

  it("is undone by unwhiten, for fewer coefficients than modes too", () => {
    const few = { ...FACE, identity: Float32Array.of(3, 5) };
    for (const face of [FACE, few])
      expect(unwhiten(whiten(face, MODEL), MODEL)).toEqual(face);
  });

  it.each([
    ["whiten", whiten],
    ["unwhiten", unwhiten],
  ])("%s refuses too many coefficients and NaN", (_, change) => {
    const many = { ...FACE, expression: Float32Array.of(1, 2) };
    expect(() => change(many, MODEL)).toThrow(
      /at most 1 coefficients for expression but received 2/,
    );
    const broken = { ...FACE, identity: Float32Array.of(0, NaN) };
    expect(() => change(broken, MODEL)).toThrow(
      /a finite number for identity coefficient 1 but received NaN/,
    );
  });
});
