import { beforeAll, describe, expect, it } from "@jest/globals";
import { landmarkBasis, type MorphableModel } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { createRandom } from "../../random.ts";
import { sampleLooseStrands, sampleStrands, sampleStyle } from "./hairstyle.ts";
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

describe("sampleStrands", () => {
  it("hangs long hair below the chin and a bob above the shoulders", () => {
    for (let i = 0; i < 5; i++) {
      const lowest = (style: "long" | "bob") => {
        const strands = sampleStrands(createRandom(i), style);
        const { vertices } = strandsOf(createRandom(i), strands, skull, hair);
        return Math.min(...vertices.filter((_, at) => at % 3 === 1));
      };
      expect(lowest("long")).toBeLessThan(frame.chinY);
      expect(lowest("bob")).toBeGreaterThan(frame.chinY - 0.8 * frame.unit);
    }
  });

  it("keeps a fringe above the cheeks, and short hair without strands", () => {
    for (let i = 0; i < 10; i++) {
      const strands = sampleStrands(createRandom(i), "fringe");
      expect(strands.length).toBeGreaterThan(20);
      const { vertices } = strandsOf(createRandom(i), strands, skull, hair);
      const heights = vertices.filter((_, at) => at % 3 === 1);
      const nose = model.mean[3 * model.landmarks[30]! + 1]!;
      expect(Math.min(...heights)).toBeGreaterThan(nose);
    }
    expect(sampleStrands(createRandom(1), "short")).toEqual([]);
  });
});

describe("sampleLooseStrands", () => {
  it("draws a few, each before the face", () => {
    const { leave } = sampleLooseStrands(createRandom(1))[0]!;
    expect(leave[2]).toBeGreaterThan(0);
    const counts = Array.from(
      { length: 60 },
      (_, i) => sampleLooseStrands(createRandom(i)).length,
    );
    expect(Math.min(...counts)).toBe(2);
    expect(Math.max(...counts)).toBe(7);
  });
});

describe("sampleStyle", () => {
  it("meets every style", () => {
    const styles = Array.from({ length: 200 }, (_, i) =>
      sampleStyle(createRandom(i)),
    );
    expect(new Set(styles).size).toBe(5);
  });
});
