import { beforeAll, describe, expect, it } from "@jest/globals";
import { landmarkBasis, type MorphableModel } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { ambientOcclusion } from "../light/ambient-occlusion.ts";
import { headFrame } from "../solids/head-frame.ts";
import { mouthInside, withdrawMouth } from "./mouth-bag.ts";

let model: MorphableModel;
let inside: Float32Array;
beforeAll(async () => {
  model = await loadOpenFace();
  inside = mouthInside(model, ambientOcclusion(model));
});

describe("mouthInside", () => {
  it("finds the cavity behind the lips and no landmark", () => {
    for (const vertex of model.landmarks) expect(inside[vertex]).toBe(0);
    const found = [...inside.keys()].filter((vertex) => inside[vertex]! > 0);
    expect(found.length).toBeGreaterThan(30);
    for (const vertex of found)
      expect(model.mean[3 * vertex + 2]!).toBeLessThan(
        model.mean[3 * model.landmarks[48]! + 2]!,
      );
  });
});

describe("withdrawMouth", () => {
  it("moves the cavity back and together, and nothing else", () => {
    const points = model.mean.slice();
    const { unit } = headFrame(landmarkBasis(model).mean);
    withdrawMouth(points, inside, unit);
    for (let vertex = 0; vertex < model.vertexCount; vertex++) {
      const [dx, dy, dz] = [0, 1, 2].map(
        (c) => points[3 * vertex + c]! - model.mean[3 * vertex + c]!,
      );
      expect(dy).toBe(0);
      expect(dz).toBeCloseTo(-0.2 * unit * inside[vertex]!, 3);
      if (inside[vertex] === 0) expect(dx).toBe(0);
    }
  });
});
