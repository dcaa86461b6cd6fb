import { beforeAll, describe, expect, it } from "@jest/globals";
import { type MorphableModel } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { createRandom } from "../../random.ts";
import { lipCover, sampleLips } from "./lips.ts";

let model: MorphableModel;
beforeAll(async () => {
  model = await loadOpenFace();
});
const at = (cover: Float32Array, k: number) => cover[model.landmarks[k]!]!;

describe("lipCover", () => {
  it("covers the lips and nothing beside them", () => {
    const lips = lipCover(model);
    expect(at(lips, 62)).toBe(1);
    for (const k of [8, 33, 30, 3, 36]) expect(at(lips, k)).toBe(0);
    const count = lips.filter((value) => value > 0).length;
    expect(count).toBeGreaterThan(40);
    expect(count).toBeLessThan(0.2 * model.vertexCount);
  });

  it("is painted on some faces, or on all where skin has no lips", () => {
    const painted = Array.from({ length: 300 }, (_, i) =>
      sampleLips(createRandom(i)),
    );
    const count = painted.filter((dye) => dye !== undefined).length;
    expect(Math.abs(count - 90)).toBeLessThan(30);
    for (let i = 0; i < 20; i++)
      expect(sampleLips(createRandom(i), true)).toBeDefined();
  });
});
