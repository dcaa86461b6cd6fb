import { describe, expect, it } from "@jest/globals";
import { openFacePoints } from "../testing/open-face-points.ts";
import { eyeOpenings } from "./eye-openings.ts";

const identity = [1.2, -0.8, 0.5, 1.5, -1];

describe("eyeOpenings", () => {
  it.each([0, 20, 40, 60, 90])(
    "tells open, half open and closed eyes at a yaw of %d degrees, by the same numbers as from the front",
    async (yaw) => {
      for (const closed of [0, 0.5, 1]) {
        const expressions = { "closed-eyes": closed };
        const face = { expressions, identity };
        const frontal = eyeOpenings(await openFacePoints(face));
        const pose = { yaw, pitch: -15, roll: 25, scale: 3 };
        const turned = eyeOpenings(await openFacePoints({ ...face, ...pose }));
        expect(turned.right / frontal.right).toBeCloseTo(1, 3);
        expect(turned.left / frontal.left).toBeCloseTo(1, 3);
      }
    },
  );

  it("gives the mean face's 0.35, and half of it when the lids meet", async () => {
    const open = eyeOpenings(await openFacePoints({}));
    expect(open.right).toBeCloseTo(0.353, 3);
    expect(open.left).toBeCloseTo(0.353, 3);
    const shut = eyeOpenings(
      await openFacePoints({ expressions: { "closed-eyes": 1 } }),
    );
    expect(shut.right).toBeCloseTo(0.166, 3);
  });

  it("knows the subject's right eye from the left", async () => {
    const wink = eyeOpenings(
      await openFacePoints({ expressions: { "closed-right-eye": 1 } }),
    );
    expect(wink.right).toBeLessThan(wink.left / 2);
  });

  it("measures gap over width", () => {
    const landmarks = new Float32Array(204);
    // Corners 10 px apart along z, lids 2 and 4 px apart along y.
    landmarks[3 * 39 + 2] = landmarks[3 * 45 + 2] = 10;
    for (const first of [36, 42]) {
      landmarks[3 * (first + 1) + 1] = 2;
      landmarks[3 * (first + 2) + 1] = 4;
    }
    expect(eyeOpenings(landmarks)).toEqual({ right: 0.3, left: 0.3 });
  });

  it("refuses what it cannot measure", async () => {
    expect(() => eyeOpenings(new Float32Array(203))).toThrow(
      /68 xyz triples for landmarks but received "203 numbers"/,
    );
    expect(() => eyeOpenings(new Float32Array(204))).toThrow(
      /two corners for right eye/,
    );
    const flat = (await openFacePoints({})).fill(NaN, 3 * 44 + 2, 3 * 44 + 3);
    expect(() => eyeOpenings(flat)).toThrow(
      /finite x, y and z for landmarks 44 and 46/,
    );
  });
});
