import { describe, expect, it } from "@jest/globals";
import type { MorphableModel } from "@fdhm/morphable-model";
import { createRandom } from "../../random.ts";
import { EXTREMES, extremeExpression } from "./extreme-expression.ts";
import { sampleExpression } from "./sample-expression.ts";

/** 68 vertices, each its own landmark, and 8 random modes. */
const random = createRandom(1);
const model: MorphableModel = {
  name: "random",
  vertexCount: 68,
  mean: new Float32Array(204),
  identity: new Float32Array(0),
  expression: Float32Array.from({ length: 8 * 204 }, random.normal),
  identityDeviation: new Float32Array(0),
  expressionDeviation: new Float32Array([3, 1, 1, 2, 0.5, 1, 1, 4]),
  triangles: new Uint32Array(0),
  uv: new Float32Array(136),
  landmarks: Uint32Array.from({ length: 68 }, (_, k) => 67 - k),
  skins: [],
};

/** The measure's change when the coefficients are applied. */
const moved = (name: keyof typeof EXTREMES, coefficients: Float32Array) =>
  EXTREMES[name].reduce(
    (sum, [landmark, axis, weight]) =>
      sum +
      weight *
        coefficients.reduce(
          (offset, value, mode) =>
            offset +
            value * model.expression[204 * mode + 3 * (67 - landmark) + axis]!,
          0,
        ),
    0,
  );
const distance = (coefficients: Float32Array) =>
  Math.hypot(...coefficients.map((v, i) => v / model.expressionDeviation[i]!));

describe("extremeExpression", () => {
  it("moves the measure further than any other expression as likely", () => {
    const best = extremeExpression(model, EXTREMES.smile, 3);
    expect(distance(best)).toBeCloseTo(3, 4);
    for (let i = 0; i < 200; i++) {
      const other = model.expressionDeviation.map((d) => d * random.normal());
      const factor = 3 / distance(other);
      const scaled = other.map((value) => factor * value);
      expect(moved("smile", scaled)).toBeLessThan(moved("smile", best));
    }
    const down = extremeExpression(model, EXTREMES.smile, -3);
    expect(moved("smile", down)).toBeCloseTo(-moved("smile", best), 3);
  });

  it("stays neutral where no mode moves the measure", () => {
    const still = { ...model, expression: new Float32Array(8 * 204) };
    expect([...extremeExpression(still, EXTREMES.pout, 1)]).toEqual(
      new Array(8).fill(0),
    );
  });
});

describe("sampleExpression", () => {
  it("mixes near neutral faces with extremes", () => {
    const draws = Array.from({ length: 300 }, (_, i) =>
      distance(sampleExpression(model, createRandom(2, i))),
    );
    // Near neutral: 8 coefficients of deviation 0.2 are hardly further than 1 from the mean.
    const neutral = draws.filter((value) => value < 1).length / 300;
    expect(Math.abs(neutral - 0.25)).toBeLessThan(0.1);
    expect(Math.max(...draws)).toBeGreaterThan(3.5);
  });
});
