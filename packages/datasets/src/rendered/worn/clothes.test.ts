import { beforeAll, describe, expect, it } from "@jest/globals";
import { type MorphableModel } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { createRandom } from "../../random.ts";
import { headFrame } from "../solids/head-frame.ts";
import { sampleClothes, shoulderCover } from "./clothes.ts";

let model: MorphableModel;
beforeAll(async () => {
  model = await loadOpenFace();
});

/** A head whose jaw ends at (-70, 35, -58) and (74, 37, -62), with its chin at -66 and the nose's root at 40. */
const landmarks = new Float32Array(204);
landmarks.set([-70, 35, -58], 0);
landmarks.set([74, 37, -62], 48);
landmarks.set([0, -66, 5], 24);
landmarks.set([0, 40, 14], 81);

describe("sampleClothes", () => {
  it("begin below the chin and reach beyond the head on both sides", () => {
    const frame = headFrame(landmarks);
    for (let i = 0; i < 20; i++) {
      const { vertices } = sampleClothes(createRandom(i), frame);
      const axis = (c: number) => vertices.filter((_, at) => at % 3 === c);
      expect(Math.max(...axis(1))).toBeLessThan(
        frame.chinY - 0.35 * frame.unit,
      );
      expect(Math.max(...axis(0))).toBeGreaterThan(2 * frame.unit);
    }
  });
});

describe("shoulderCover", () => {
  it("lies below the chin and the throat", () => {
    const cover = shoulderCover(model);
    for (const vertex of model.landmarks) expect(cover[vertex]).toBe(0);
    expect(Math.max(...cover)).toBe(1);
  });
});
