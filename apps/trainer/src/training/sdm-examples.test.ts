import { describe, expect, it } from "@jest/globals";
import { NO_AUGMENTATION, type FacePack } from "@fdhm/datasets";
import { joinCrops, SDM_AUGMENTATION, sdmExamples } from "./sdm-examples.ts";

const EDGE = 32;
const SIZE = 8;

/** Faces of one colour each; the last one's depth is not known. */
function pack(colours: readonly (readonly number[])[]): FacePack {
  const count = colours.length;
  const landmarks = Float32Array.from(
    { length: 204 * count },
    (_, i) => ((i % 11) - 5) / 20,
  );
  for (let i = 204 * (count - 1) + 2; i < landmarks.length; i += 3)
    landmarks[i] = NaN;
  return {
    ...{ name: "colours", count, edge: EDGE, margin: 1.6, boxScale: 1.4 },
    pictures: Uint8Array.from(
      colours.flatMap((colour) =>
        new Array<readonly number[]>(EDGE * EDGE).fill(colour).flat(),
      ),
    ),
    landmarks,
    poses: new Float32Array(3 * count),
    visibility: new Float32Array(68 * count),
    names: colours.map(String),
  };
}

const colours = pack([
  [10, 20, 30],
  [100, 0, 0],
  [0, 100, 0],
]);
const plain = {
  ...{ first: 1, end: 3, times: 2, settings: NO_AUGMENTATION },
  ...{ size: SIZE, seed: 1 },
};

describe("sdmExamples", () => {
  it("cuts the faces that are asked for in grey, as often as is asked for", () => {
    const { size, pictures, landmarks } = sdmExamples(colours, plain);
    expect(size).toBe(SIZE);
    const levels = Array.from(
      { length: 4 },
      (_, i) => new Set(pictures.subarray(64 * i, 64 * (i + 1))),
    );
    expect(levels).toEqual([30, 59, 30, 59].map((level) => new Set([level])));
    expect(landmarks).toHaveLength(4 * 204);
    expect(landmarks.subarray(0, 204).every(Number.isFinite)).toBe(true);
    expect(landmarks[204 + 2]).toBeNaN();
    expect(landmarks[204]).not.toBeNaN();
  });

  it("makes other examples of a face each time, and the same ones again", () => {
    const varied = { ...plain, end: 2, settings: SDM_AUGMENTATION };
    const first = sdmExamples(colours, varied);
    expect(sdmExamples(colours, varied)).toEqual(first);
    expect(first.landmarks.slice(0, 204)).not.toEqual(
      first.landmarks.slice(204),
    );
  });
});

describe("joinCrops", () => {
  it("keeps the order of sets", () => {
    const [a, b] = [0, 1].map((first) =>
      sdmExamples(colours, { ...plain, first, end: first + 1, times: 1 }),
    );
    const both = joinCrops([a!, b!]);
    expect([both.size, both.landmarks.length]).toEqual([SIZE, 408]);
    expect([both.pictures[0], both.pictures[64]]).toEqual([18, 30]);
    expect(both.landmarks.subarray(204)).toEqual(b!.landmarks);
  });
});
