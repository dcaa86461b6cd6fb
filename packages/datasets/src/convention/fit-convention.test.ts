import { describe, expect, it } from "@jest/globals";
import { between, createRandom } from "../random.ts";
import { scatteredFace, symmetricOffsets } from "./convention.test.fixture.ts";
import { fitConvention, type MarkedTwice } from "./fit-convention.ts";
import { moveLandmarks } from "./move-landmarks.ts";

const random = createRandom(5);
const truth = symmetricOffsets(random);

function faces(count: number, noise: number): MarkedTwice[] {
  return Array.from({ length: count }, (_, i) => {
    const pose = {
      pitch: between(random, -0.5, 0.5),
      yaw: between(random, -1.4, 1.4),
      roll: between(random, -0.6, 0.6),
    };
    const ours = scatteredFace(random, pose);
    const theirs = moveLandmarks(ours, pose, truth).map(
      (value) => value + between(random, -noise, noise),
    );
    return { name: `face ${i}`, ours, theirs, pose };
  });
}

function farthest(found: Float32Array): number {
  return Math.max(
    ...found.map((offset, i) => Math.abs(offset - truth.offsets[i]!)),
  );
}

describe("fitConvention", () => {
  it("finds the offsets, depth included, from flat marks of turned heads", () => {
    const exact = faces(30, 0).map((face) => ({
      ...face,
      theirs: face.theirs.map((value, i) => (i % 3 === 2 ? NaN : value)),
    }));
    expect(farthest(fitConvention("theirs", exact).offsets)).toBeLessThan(1e-4);
  });

  it("is not led astray by a tenth of faces that were missed", () => {
    const marked = faces(60, 2);
    const missed = faces(6, 0).map((face) => ({
      ...face,
      theirs: face.theirs.map((value) => value + 150),
    }));
    // Least squares would be off by a tenth of 150 px, 0.15 sizes of these faces.
    expect(
      farthest(fitConvention("theirs", [...marked, ...missed]).offsets),
    ).toBeLessThan(0.03);
  });

  it("refuses no face and one that is not finite, by its name", () => {
    expect(() => fitConvention("theirs", [])).toThrow(/theirs.*none/);
    const [face] = faces(1, 0);
    const broken = { ...face!, theirs: face!.theirs.map(() => NaN) };
    expect(() => fitConvention("theirs", [broken])).toThrow(/face 0/);
  });
});
