import { beforeAll, describe, expect, it } from "@jest/globals";
import { landmarkBasis, type MorphableModel } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { createRandom } from "../random.ts";
import { ballsOf, sampleEyes } from "./head/eyes.ts";
import { findEyeballs } from "./head/eyeballs.ts";
import { faceOnly } from "./face-only.test.fixture.ts";
import { headFrame } from "./solids/head-frame.ts";
import { innerHead, isOpenBehind } from "./head/inner-head.ts";
import { openRenderedFaces } from "./rendered-faces.ts";
import { measureSkull } from "./solids/skull.ts";
import { sampleBrows } from "./head/brows.ts";

let whole: MorphableModel;
let model: MorphableModel;
beforeAll(async () => {
  whole = await loadOpenFace();
  model = faceOnly(whole);
});

describe("a model that is only a face", () => {
  it("is told from a whole head", () => {
    expect(isOpenBehind(whole)).toBe(false);
    expect(isOpenBehind(model)).toBe(true);
    expect(findEyeballs(model)).toBeUndefined();
  });

  it("is drawn as a whole head, without holes, with landmarks and mask", async () => {
    const size = 64;
    const accessories = {
      ...{ glasses: 0, hat: 0, hood: 0, mask: 0 },
      ...{ hand: 0, object: 0, strands: 0, patch: 0 },
    };
    const poses = { pitch: 0.3, roll: 0.3 };
    const set = openRenderedFaces({
      ...{ model, count: 12, seed: 1 },
      ...{ size, accessories, poses },
    });
    for await (const { landmarks, pose, readMask, parameters } of set) {
      expect(landmarks.every(Number.isFinite)).toBe(true);
      expect(parameters).toBeUndefined();
      const mask = await readMask!();
      // The face has no holes where the model has: in the eyes and the mouth.
      for (const part of [
        [36, 37, 38, 39, 40, 41],
        [42, 43, 44, 45, 46, 47],
        [60, 61, 62, 63, 64, 65, 66, 67],
      ]) {
        const middle = (axis: number) =>
          part.reduce((sum, k) => sum + landmarks[3 * k + axis]!, 0) /
          part.length;
        const at = Math.round(middle(1)) * size + Math.round(middle(0));
        // In profile the far eye lies on the outline.
        if (Math.abs(pose!.yaw) < 1) expect(mask[at]).toBeGreaterThan(200);
      }
      // Nor behind: the mask of a head in profile is as wide above the ears as a head is.
      const row = Math.round(landmarks[3 * 27 + 1]!);
      const line = mask.subarray(row * size, (row + 1) * size);
      const width = line.filter((value) => value > 127).length;
      const jaw = Math.abs(landmarks[48]! - landmarks[0]!);
      const depth = Math.abs(landmarks[50]! - landmarks[3 * 27 + 2]!);
      expect(width).toBeGreaterThan(0.75 * Math.max(jaw, depth));
    }
  });
});

describe("innerHead", () => {
  it("closes the head behind and stays within the face in front", () => {
    const { mean: landmarks } = landmarkBasis(model);
    const frame = headFrame(landmarks);
    const skull = measureSkull(model.mean, frame);
    const solids = innerHead(skull, frame, landmarks, [1, 1, 1], undefined);
    const points = solids.flatMap(({ vertices }) => [...vertices]);
    const depth = points.filter((_, i) => i % 3 === 2);
    expect(Math.min(...depth)).toBeLessThan(frame.centre[2] - frame.unit);
    expect(Math.max(...depth)).toBeLessThan(landmarks[3 * 62 + 2]!);
  });
});

describe("sampleEyes", () => {
  it("puts balls behind the lids, irises and pupils where they look", () => {
    const { mean: landmarks } = landmarkBasis(model);
    const balls = ballsOf(model.mean, { eyeballs: undefined }, landmarks);
    expect(balls[0]!.centre[0]).toBeLessThan(0);
    expect(balls[1]!.centre[0]).toBeGreaterThan(0);
    const middleOf = (aside: number) => {
      const solids = sampleEyes(createRandom(1), balls, { up: 0, aside });
      const pupil = solids.at(-1)!.vertices.filter((_, i) => i % 3 === 0);
      return pupil.reduce((a, b) => a + b) / pupil.length;
    };
    // Both pupils move to the subject's left by the sine of the angle.
    const moved = middleOf(0.3) - middleOf(0);
    expect(moved / balls[0]!.radius).toBeGreaterThan(0.25);
    expect(moved / balls[0]!.radius).toBeLessThan(0.32);
  });
});

describe("sampleBrows", () => {
  it("lie on their landmarks", () => {
    const { mean: landmarks } = landmarkBasis(model);
    const frame = headFrame(landmarks);
    const [brows] = sampleBrows(createRandom(2), landmarks, frame, undefined);
    const { vertices } = brows!;
    for (let k = 17; k < 27; k++) {
      const distances = [...Array(vertices.length / 3).keys()].map((v) =>
        Math.hypot(
          vertices[3 * v]! - landmarks[3 * k]!,
          vertices[3 * v + 1]! - landmarks[3 * k + 1]!,
        ),
      );
      expect(Math.min(...distances)).toBeLessThan(0.1 * frame.unit);
    }
  });
});
