import { beforeAll, describe, expect, it } from "@jest/globals";
import { type MorphableModel } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { createRandom } from "../../random.ts";
import { beardCover, coveredBy, sampleBeard } from "./beard.ts";

let model: MorphableModel;
beforeAll(async () => {
  model = await loadOpenFace();
});
const at = (cover: Float32Array, k: number) => cover[model.landmarks[k]!]!;

describe("beardCover", () => {
  it("covers chin and jaw, leaves lips, nose, eyes and brows", () => {
    const { chin, moustache } = beardCover(model);
    for (const k of [5, 6, 7, 8, 9, 10, 11])
      expect(at(chin, k)).toBeGreaterThan(0.8);
    for (const k of [17, 21, 27, 30, 33, 36, 41, 45, 51, 57, 62, 66]) {
      expect(at(chin, k)).toBe(0);
      expect(at(moustache, k)).toBe(0);
    }
    expect(Math.max(...moustache)).toBeGreaterThan(0.9);
  });

  it("leaves the chin bare below a moustache", () => {
    const cover = beardCover(model);
    const dye = { colour: [0, 0, 0] as const, strength: 1, mottle: 0 };
    expect(at(coveredBy(cover, { full: false, dye }), 8)).toBe(0);
    expect(at(coveredBy(cover, { full: true, dye }), 8)).toBeGreaterThan(0.8);
  });

  it("is met on one face of five", () => {
    const beards = Array.from({ length: 500 }, (_, i) =>
      sampleBeard(createRandom(i), [0, 0, 0]),
    );
    const count = beards.filter((beard) => beard !== undefined).length;
    expect(Math.abs(count - 100)).toBeLessThan(30);
  });
});
