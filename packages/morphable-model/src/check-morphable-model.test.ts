import { describe, expect, it } from "@jest/globals";
import { checkMorphableModel } from "./check-morphable-model.ts";
import { type MorphableModel } from "./morphable-model.ts";

const good: MorphableModel = {
  name: "three",
  vertexCount: 3,
  mean: Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0),
  identity: new Float32Array(2 * 9).fill(0.5),
  expression: new Float32Array(9).fill(0.25),
  identityDeviation: Float32Array.of(1, 2),
  expressionDeviation: Float32Array.of(3),
  triangles: Uint32Array.of(0, 1, 2),
  uv: Float32Array.of(0, 0, 1, 0, 0, 1),
  landmarks: new Uint32Array(68).fill(2),
  skins: [{ name: "red", width: 1, height: 2, data: new Uint8Array(6) }],
};

describe("checkMorphableModel", () => {
  it("takes a model whose arrays agree", () => {
    expect(() => checkMorphableModel(good)).not.toThrow();
    expect(() => checkMorphableModel({ ...good, skins: [] })).not.toThrow();
  });

  it.each<[string, Partial<MorphableModel>, string]>([
    ["no vertices", { vertexCount: 0 }, "vertexCount"],
    ["a short mean", { mean: new Float32Array(8) }, "9 numbers for mean"],
    [
      "too few modes",
      { identity: new Float32Array(9) },
      "18 numbers for identity",
    ],
    [
      "too many modes",
      { expression: new Float32Array(18) },
      "9 numbers for expression",
    ],
    [
      "a hole in the mean",
      { mean: new Float32Array(9).fill(NaN, 4, 5) },
      "finite numbers for mean but received NaN",
    ],
    [
      "an endless mode",
      { identity: new Float32Array(18).fill(-Infinity, 17) },
      "finite numbers for identity but received -Infinity",
    ],
    [
      "a deviation of zero",
      { identityDeviation: Float32Array.of(1, 0) },
      "positive finite numbers for identityDeviation",
    ],
    [
      "texture beyond the edge",
      { uv: Float32Array.of(0, 0, 1.5, 0, 0, 1) },
      "from 0 to 1 for uv but received 1.5",
    ],
    ["half a triangle", { triangles: Uint32Array.of(0, 1) }, "triangles"],
    [
      "a triangle beyond the last vertex",
      { triangles: Uint32Array.of(0, 1, 3) },
      "vertices below 3 for triangles but received 3",
    ],
    [
      "67 landmarks",
      { landmarks: new Uint32Array(67) },
      "68 vertices for landmarks",
    ],
    [
      "a landmark beyond the last vertex",
      { landmarks: new Uint32Array(68).fill(9) },
      "vertices below 3 for landmarks but received 9",
    ],
    [
      "a skin cut short",
      {
        skins: [{ name: "red", width: 1, height: 2, data: new Uint8Array(5) }],
      },
      '6 RGB bytes for skin "red"',
    ],
    [
      "a skin without pixels",
      {
        skins: [{ name: "red", width: 0, height: 2, data: new Uint8Array(0) }],
      },
      "1 or more pixels",
    ],
  ])("refuses %s", (_, wrong, sentence) => {
    expect(() => checkMorphableModel({ ...good, ...wrong }, "a.bin")).toThrow(
      sentence,
    );
    expect(() => checkMorphableModel({ ...good, ...wrong }, "a.bin")).toThrow(
      "(a.bin)",
    );
  });
});
