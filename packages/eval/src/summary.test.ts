import { describe, expect, it } from "@jest/globals";
import type { FaceError } from "./face-error.ts";
import { summarise } from "./summary.ts";

const degrees = (angle: number) => (angle * Math.PI) / 180;
const face = (name: string, nme: number | null, angle?: number): FaceError => ({
  name,
  nme,
  ...(angle === undefined ? {} : { yaw: degrees(angle) }),
});

const FACES = [
  face("a", 0.01, 0),
  face("b", 0.03, -30),
  face("c", 0.02, 10),
  face("d", 0.05, 45),
  face("e", null, -50),
  face("f", 0.09, 91),
];

describe("summarise", () => {
  const summary = summarise(FACES);

  it("measures each bin", () => {
    const [near, half, far] = summary.bins;
    expect(near).toMatchObject({ faces: 3, missed: [], failures: 0 });
    expect(near!.mean).toBeCloseTo(0.02, 12);
    expect(near!.median).toBe(0.02);
    expect(near!.area).toBeCloseTo((5 / 6 + 3 / 6 + 4 / 6) / 3, 12);
    expect(half).toMatchObject({ faces: 2, mean: 0.05, failures: 0.5 });
    expect(half!.area).toBeCloseTo(1 / 6 / 2, 12);
    expect(far).toMatchObject({ faces: 1, mean: 0.09, failures: 1, area: 0 });
  });

  it("measures all faces and names the missed, which fail but are in no mean", () => {
    expect(summary).toMatchObject({ faces: 6, missed: ["e"], withoutYaw: 0 });
    expect(summary.mean).toBeCloseTo(0.2 / 5, 12);
    expect(summary.median).toBe(0.03);
    expect(summary.failures).toBeCloseTo(2 / 6, 12);
    expect(summary.area).toBeCloseTo((5 + 3 + 4 + 1) / 6 / 6, 12);
  });

  it("means the bins alike", () => {
    expect(summary.meanOfBins!.mean).toBeCloseTo((0.02 + 0.05 + 0.09) / 3, 12);
    expect(summary.meanOfBins!.failures).toBeCloseTo(0.5, 12);
    expect(summary.meanOfBins!.area).toBeCloseTo((2 / 3 + 1 / 12) / 3, 12);
  });

  it("has no mean of bins where one has no face or only missed ones", () => {
    const { bins, meanOfBins } = summarise(FACES.slice(0, 4));
    expect(bins[2]).toBeNull();
    expect(meanOfBins).toBeNull();
    const missed = summarise([...FACES.slice(0, 4), face("g", null, 80)]);
    expect(missed.bins[2]).toMatchObject({ mean: null, failures: 1 });
    expect(missed.meanOfBins).toBeNull();
  });

  it("has no bins where a face has no yaw", () => {
    const { bins, meanOfBins, withoutYaw, faces } = summarise([
      ...FACES,
      face("g", 0.02),
    ]);
    expect(bins).toEqual([null, null, null]);
    expect(meanOfBins).toBeNull();
    expect([withoutYaw, faces]).toEqual([1, 7]);
  });

  it("takes the middle two of an even number for the median", () => {
    expect(summarise(FACES.slice(0, 4)).median).toBeCloseTo(0.025, 12);
  });

  it("stands by a method that gave nothing at all", () => {
    expect(summarise([face("a", null)])).toMatchObject({
      mean: null,
      median: null,
      failures: 1,
      area: 0,
      missed: ["a"],
    });
  });

  it("takes another limit", () => {
    expect(summarise(FACES, 0.1)).toMatchObject({
      limit: 0.1,
      failures: 1 / 6,
    });
  });

  it.each([
    [[], /at least one face/],
    [[face("a", NaN)], /NME of a/],
    [[face("a", -0.1)], /NME of a/],
    [[face("a", 0.1, NaN)], /yaw/],
  ])("refuses %j", (faces, message) => {
    expect(() => summarise(faces)).toThrow(message);
  });
});
