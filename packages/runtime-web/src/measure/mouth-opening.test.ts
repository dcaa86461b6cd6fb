import { describe, expect, it } from "@jest/globals";
import { openFacePoints } from "../testing/open-face-points.ts";
import { mouthOpening } from "./mouth-opening.ts";

const identity = [1.2, -0.8, 0.5, 1.5, -1];

describe("mouthOpening", () => {
  it.each([0, 20, 40, 60, 90])(
    "is at a yaw of %d degrees what it is from the front",
    async (yaw) => {
      for (const open of [0, 0.3, 1]) {
        const face = { expressions: { "open-mouth": open }, identity };
        const frontal = mouthOpening(await openFacePoints(face));
        const pose = { yaw, pitch: -15, roll: 25, scale: 3 };
        const turned = mouthOpening(await openFacePoints({ ...face, ...pose }));
        expect(turned / frontal).toBeCloseTo(1, 3);
      }
    },
  );

  it("grows with the mouth, and little with a smile", async () => {
    const at = async (
      name: "open-mouth" | "smile" | "open-smile",
      weight = 1,
    ) =>
      mouthOpening(await openFacePoints({ expressions: { [name]: weight } }));
    expect(mouthOpening(await openFacePoints({}))).toBeCloseTo(0.043, 3);
    expect(await at("smile")).toBeLessThan(0.05);
    expect(await at("open-mouth", 0.5)).toBeCloseTo(0.25, 1);
    expect(await at("open-mouth")).toBeCloseTo(0.476, 3);
    expect(await at("open-smile")).toBeCloseTo(0.223, 3);
  });

  it("measures the gap in distances of the eyes", () => {
    const landmarks = new Float32Array(204);
    landmarks[3 * 45 + 2] = 10; // the eyes, one behind the other
    [1, 2, 6].forEach((gap, i) => (landmarks[3 * (61 + i) + 1] = gap));
    expect(mouthOpening(landmarks)).toBeCloseTo(0.3, 6);
  });

  it("refuses what it cannot measure", () => {
    expect(() => mouthOpening(new Float32Array(136))).toThrow(/68 xyz triples/);
    expect(() => mouthOpening(new Float32Array(204))).toThrow(
      /two eyes for landmarks/,
    );
    expect(() => mouthOpening(new Float32Array(204).fill(NaN))).toThrow(
      /finite x, y and z for landmarks 36 and 45/,
    );
  });
});
