import { beforeAll, describe, expect, it } from "@jest/globals";
import { landmarkBasis, type MorphableModel } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { createRandom } from "../../random.ts";
import { headFrame } from "../solids/head-frame.ts";
import { sampleLashes } from "./lashes.ts";

let model: MorphableModel;
beforeAll(async () => {
  model = await loadOpenFace();
});

describe("sampleLashes", () => {
  it("run along both upper lids through their landmarks", () => {
    const { mean } = landmarkBasis(model);
    const { vertices } = sampleLashes(createRandom(1), mean, headFrame(mean));
    for (const k of [36, 37, 38, 39, 42, 43, 44, 45]) {
      const distances = [...Array(vertices.length / 3).keys()].map((v) =>
        Math.hypot(
          ...[0, 1, 2].map((c) => vertices[3 * v + c]! - mean[3 * k + c]!),
        ),
      );
      expect(Math.min(...distances)).toBeLessThan(3);
    }
    // None along the lower lids.
    const lower = Math.min(...vertices.filter((_, i) => i % 3 === 1));
    expect(lower).toBeGreaterThan(mean[3 * 41 + 1]!);
  });
});
