import { describe, expect, it } from "@jest/globals";
import { COORDINATES } from "./sdm-stage.ts";
import { drawFaces, SIZE } from "./testing/drawn-faces.test.fixture.ts";
import { trainSdm, type StageReport } from "./train-sdm.ts";

const settings = { cells: [4, 3], kept: 3, strengths: [1e-4, 100] };

describe("trainSdm", () => {
  it("comes nearer from stage to stage, to faces that it has not seen too", () => {
    const FACES = 40;
    const held = drawFaces(FACES, 2);
    const reports: StageReport[] = [];
    const sdm = trainSdm(drawFaces(200, 1), held, settings, (report) =>
      reports.push(report),
    );
    expect(reports.map(({ stage }) => stage)).toEqual([0, 1]);
    // A penalty that forbids every step is not chosen.
    expect(reports.map(({ strength }) => strength)).toEqual([1e-4, 1e-4]);
    const [first, second] = reports.map((report) => report.heldOutError);
    // Moved by up to 0.1, grown by up to 0.15 and turned by up to 0.3, they lie 0.07 from their mean; a pixel is 0.031.
    expect(first).toBeLessThan(0.02);
    expect(second).toBeLessThan(0.6 * first!);
    expect(reports[1]!.trainError).toBeLessThan(second!);
    expect(reports[0]!.told).toBeGreaterThan(0.1);
    expect(reports[0]!.told).toBeLessThan(1);

    // What comes out is what was measured, and depth is found with it.
    let sum = 0;
    let depths = 0;
    for (let face = 0; face < FACES; face++) {
      const crop = held.pictures.subarray(face * SIZE ** 2).slice(0, SIZE ** 2);
      const found = sdm.align(Float32Array.from(crop));
      const truth = held.landmarks.subarray(face * COORDINATES);
      for (let i = 0; i < COORDINATES; i += 3) {
        sum += Math.hypot(found[i]! - truth[i]!, found[i + 1]! - truth[i + 1]!);
        depths += Math.abs(found[i + 2]! - truth[i + 2]!);
      }
    }
    expect(sum / FACES / 68).toBeCloseTo(second!, 6);
    expect(depths / FACES / 68).toBeLessThan(0.01);
  });

  const crops = drawFaces(2, 1);
  it.each([
    ["no face", { landmarks: new Float32Array() }, /at least one face/],
    ["half a face", { landmarks: new Float32Array(102) }, /landmarks of the f/],
    ["too few pictures", { pictures: new Uint8Array(9) }, /2 x 32 x 32 grey/],
    [
      "an unknown depth",
      { landmarks: crops.landmarks.map((v, i) => (i === 206 ? NaN : v)) },
      /finite number for face 1 of the faces/,
    ],
    ["crops of another size", { size: 40 }, /crops of 40 px for faces held/],
  ])("refuses %s", (_, wrong, message) => {
    const train = () => trainSdm({ ...crops, ...wrong }, crops, settings);
    expect(train).toThrow(message);
  });

  it.each([
    [{ kept: 0 }, /1 to 128 for kept/],
    [{ kept: 129 }, /1 to 128 for kept/],
    [{ cells: [4, 33] }, /1 to 32 for cells/],
    [{ strengths: [] }, /positive number for strengths/],
    [{ strengths: [1, -1] }, /positive number for strengths/],
  ])("refuses settings %j", (wrong, message) => {
    const train = () => trainSdm(crops, crops, { ...settings, ...wrong });
    expect(train).toThrow(message);
  });
});
