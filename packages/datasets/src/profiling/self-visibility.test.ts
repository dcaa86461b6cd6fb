import { beforeAll, describe, expect, it } from "@jest/globals";
import { landmarkBasis, type MorphableModel } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { createSelfVisibility } from "./self-visibility.ts";

let model: MorphableModel;
let see: (yaw: number, scale?: number) => number[];
beforeAll(async () => {
  model = await loadOpenFace();
  const visibility = createSelfVisibility(model);
  const face = {
    vertices: model.mean,
    landmarks: landmarkBasis(model).mean,
  };
  see = (yaw, scale = 1) => {
    const place = { scale, x: 700, y: -300 };
    return [...visibility(face, { ...place, pitch: 0, yaw, roll: 0 })];
  };
});

describe("createSelfVisibility", () => {
  it("sees all of a frontal face but what its own cheeks may hide", () => {
    const seen = see(0);
    expect(seen).toHaveLength(68);
    expect(seen.slice(17).every((value) => value === 1)).toBe(true);
    expect(seen.slice(5, 12).every((value) => value === 1)).toBe(true);
  });

  it("hides the far side of a face that is turned, and keeps the near one", () => {
    const seen = see(1.2);
    // Yaw above 0 looks to the left: the subject's right side is the far one.
    expect(seen.slice(0, 5).every((value) => value === 0)).toBe(true);
    expect([seen[36], seen[48]]).toEqual([0, 0]);
    expect(seen.slice(10, 17).every((value) => value === 1)).toBe(true);
    expect([seen[45], seen[54], seen[30]]).toEqual([1, 1, 1]);
  });

  it("sees the same in pictures of any size", () => {
    expect(see(0.7, 20)).toEqual(see(0.7, 0.1));
  });
});
