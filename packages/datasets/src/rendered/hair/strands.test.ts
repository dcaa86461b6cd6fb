import { beforeAll, describe, expect, it } from "@jest/globals";
import { landmarkBasis, type MorphableModel } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { createRandom } from "../../random.ts";
import { headFrame, type HeadFrame } from "../solids/head-frame.ts";
import { measureSkull, type Skull } from "../solids/skull.ts";
import { strandsOf } from "./strands.ts";

const hair = {
  ...{ colour: [0.2, 0.1, 0.1] as const, style: "long" as const },
  ...{ hairline: 0, thickness: 0.05, mottle: 0.1 },
};
let model: MorphableModel;
let frame: HeadFrame;
let skull: Skull;
beforeAll(async () => {
  model = await loadOpenFace();
  frame = headFrame(landmarkBasis(model).mean);
  skull = measureSkull(model.mean, frame);
});

describe("strandsOf", () => {
  it("starts on the scalp and leaves the head where it is told", () => {
    const strand = {
      ...{ root: [0, 1, 0.2] as const, leave: [1, 0, 0] as const },
      ...{ fall: 1, lift: 1.1, width: 0.1 },
    };
    const { vertices, normals } = strandsOf(
      createRandom(1),
      [strand],
      skull,
      hair,
    );
    const first = vertices.subarray(0, 3);
    expect(first[1]).toBeGreaterThan(frame.centre[1] + frame.unit);
    const last = vertices.subarray(-3);
    expect(last[0]).toBeGreaterThan(frame.centre[0] + 0.9 * frame.unit);
    expect(Math.abs(last[1]! - (frame.centre[1] - frame.unit))).toBeLessThan(
      0.1 * frame.unit,
    );
    for (let i = 0; i < normals!.length; i += 3)
      expect(Math.hypot(...normals!.subarray(i, i + 3))).toBeCloseTo(1, 4);
  });
});
