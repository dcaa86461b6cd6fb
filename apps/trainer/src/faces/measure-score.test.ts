import { describe, expect, it } from "@jest/globals";
import { createDataset } from "@fdhm/datasets";
import { tightBox } from "@fdhm/landmarks";
import type { FaceAligner } from "@fdhm/runtime-web";
import { decodingOf } from "./decoding.ts";
import { measureScore } from "./measure-score.ts";

const SIZE = 48;

/** A grey picture, white where the face is: 80 px of 400. */
const dataset = createDataset("white", 2, async (i) => {
  const data = new Uint8Array(3 * 400 * 400).fill(90);
  for (let y = 160; y < 240; y++)
    data.fill(255, 3 * (400 * y + 160), 3 * (400 * y + 240));
  const landmarks = Float32Array.from({ length: 204 }, (_, j) =>
    j % 3 === 2 ? 0 : j < 3 ? 159.5 : 239.5,
  );
  return {
    name: `face ${i}`,
    readPicture: async () => ({
      ...{ data, width: 400, height: 400 },
      channels: 3 as const,
    }),
    landmarks,
    box: tightBox(landmarks),
  };
});

/** An aligner whose score is the share of the crop that is white, and which refuses crops without any. */
function whiteness(seen: unknown[] = []) {
  const face = { landmarks: new Float32Array(204), normals: [] };
  const decoding = {
    ...decodingOf("white", SIZE, face as never),
    boxShift: [0.1, -0.2],
  };
  const align = async ({ data }: { data: Uint8Array }, box: unknown) => {
    seen.push(box);
    const white = data.filter((value) => value > 250).length / data.length;
    if (white === 0) throw new RangeError("nothing there");
    return { score: white };
  };
  return { decoding, align } as unknown as FaceAligner;
}

describe("measureScore", () => {
  it("shows each face, and three crops of each kind that hold less of it", async () => {
    const crops = await measureScore(whiteness(), dataset);
    const of = (kind: string) => crops.filter((one) => one.kind === kind);
    expect(crops).toHaveLength(2 * (1 + 3 * 3));
    // Shifted by a tenth and a fifth of the box, the window still holds all of the face: half of its area.
    for (const { score } of of("face")) expect(score).toBeCloseTo(0.5, 1);
    for (const { score } of of("background")) expect(score).toBe(0);
    for (const { score } of of("half face")) expect(score).toBeLessThan(0.35);
    for (const { crop } of crops) expect(crop.width).toBe(SIZE);
  });

  it("hands the aligner a box whose window is the crop", async () => {
    const seen: { x: number; y: number; width: number }[] = [];
    await measureScore(whiteness(seen), dataset);
    const { x, y, width } = seen[0]!;
    expect(width * Math.SQRT2).toBeCloseTo(SIZE, 9);
    expect(x + width / 2 + 0.1 * width).toBeCloseTo((SIZE - 1) / 2, 9);
    expect(y + width / 2 - 0.2 * width).toBeCloseTo((SIZE - 1) / 2, 9);
  });

  it("cuts the same crops each time", async () => {
    const [once, again] = [
      await measureScore(whiteness(), dataset),
      await measureScore(whiteness(), dataset),
    ];
    expect(again).toEqual(once);
    // And other ones from each picture.
    const halves = (name: string) =>
      once
        .filter((one) => one.kind === "half face" && one.name === name)
        .map(({ crop }) => crop.data);
    expect(halves("face 0")).not.toEqual(halves("face 1"));
  });
});
