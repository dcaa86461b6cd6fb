import { beforeAll, describe, expect, it } from "@jest/globals";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import type { MorphableModel } from "@fdhm/morphable-model";
import { ambientOcclusion } from "./ambient-occlusion.ts";

let model: MorphableModel;
let openness: Float32Array;
beforeAll(async () => {
  model = await loadOpenFace();
  openness = ambientOcclusion(model);
});

describe("ambientOcclusion", () => {
  it("is full on the nose's tip, less in the eye's corner and beside the nose, least inside", () => {
    const at = (k: number) => openness[model.landmarks[k]!]!;
    expect(at(30)).toBeGreaterThan(0.95);
    expect(at(36)).toBeLessThan(0.6);
    expect(at(31)).toBeLessThan(0.9);
    expect(Math.min(...openness)).toBeCloseTo(0.3, 5);
    expect(Math.max(...openness)).toBeLessThanOrEqual(1.00001);
  });

  it("is about the same on both sides", () => {
    for (const [right, left] of [
      [36, 45],
      [31, 35],
      [4, 12],
    ] as const) {
      const difference =
        openness[model.landmarks[right]!]! - openness[model.landmarks[left]!]!;
      expect(Math.abs(difference)).toBeLessThan(0.1);
    }
  });
});
