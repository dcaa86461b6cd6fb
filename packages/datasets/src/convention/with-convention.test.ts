import { tightBox } from "@fdhm/landmarks";
import { describe, expect, it } from "@jest/globals";
import { packFaces } from "../pack/pack-faces.ts";
import { packedLandmarks, packedPicture } from "../pack/face-pack.ts";
import { datasetOfPack, type PackedDataset } from "../pack/packed-dataset.ts";
import { squares } from "../pack/squares.test.fixture.ts";
import { createRandom } from "../random.ts";
import { scatteredFace, symmetricOffsets } from "./convention.test.fixture.ts";
import { faceSize } from "./label-convention.ts";
import { moveLandmarks } from "./move-landmarks.ts";
import { withConvention } from "./with-convention.ts";

const theirs = symmetricOffsets(createRandom(3));
const pose = { pitch: 0.2, yaw: 0.7, roll: -0.3 };

/** Two faces in a known pose. */
const known = squares("known", [10, 20], (sample, index) => {
  const landmarks = scatteredFace(createRandom(11, index), pose);
  return { ...sample, landmarks, pose, box: tightBox(landmarks) };
});

describe("moveLandmarks", () => {
  it("moves along the head's axes: x to the right, y up, z to the camera of a frontal face", () => {
    const frontal = { pitch: 0, yaw: 0, roll: 0 };
    const face = scatteredFace(createRandom(1), frontal);
    const offsets = new Float32Array(204);
    offsets.set([0.1, 0.2, 0.3], 3 * 30);
    const moved = moveLandmarks(face, frontal, { name: "nose", offsets });
    const size = faceSize(face);
    const by = moved.map((value, i) => (value - face[i]!) / size);
    expect([...by.subarray(90, 93)].map((v) => Number(v.toFixed(4)))).toEqual([
      0.1, -0.2, 0.3,
    ]);
    expect(by.filter((value) => value !== 0)).toHaveLength(3);
  });

  it("turns the way with the head: what points to the camera points to the picture's left after a yaw of 90 degrees", () => {
    const side = { pitch: 0, yaw: Math.PI / 2, roll: 0 };
    const face = scatteredFace(createRandom(1), side);
    const offsets = new Float32Array(204);
    offsets[3 * 30 + 2] = 0.1;
    const moved = moveLandmarks(face, side, { name: "nose", offsets });
    expect((moved[90]! - face[90]!) / faceSize(face)).toBeCloseTo(-0.1, 4);
    expect(moved[91]).toBeCloseTo(face[91]!, 3);
  });
});

describe("withConvention", () => {
  it("moves landmarks and box, and keeps the rest", async () => {
    const before = await known.sample(1);
    const after = await withConvention(known, theirs).sample(1);
    expect(after.landmarks).toEqual(
      moveLandmarks(before.landmarks, pose, theirs),
    );
    expect(after.box).toEqual(tightBox(after.landmarks));
    expect(after.name).toBe(before.name);
    expect(after.pose).toBe(pose);
  });

  it("keeps a pack a pack, and its pictures where they are", async () => {
    const pack = await packFaces(known, { edge: 16 });
    const moved = withConvention(datasetOfPack(pack), theirs) as PackedDataset;
    expect(moved.pack.pictures).toBe(pack.pictures);
    expect(packedPicture(moved.pack, 0)).toEqual(packedPicture(pack, 0));
    const one = packedLandmarks(pack, 1);
    const expectedLandmarks = moveLandmarks(one, pose, theirs);
    packedLandmarks(moved.pack, 1).forEach((value, i) =>
      expect(value).toBeCloseTo(expectedLandmarks[i]!, 4),
    );
    expect(packedLandmarks(moved.pack, 1)).not.toEqual(one);
  });

  it("refuses a face without pose or depth by its name", async () => {
    const flat = squares("flat", [1, 2]);
    await expect(withConvention(flat, theirs).sample(1)).rejects.toThrow(
      /pose.*flat 1.*no pose/,
    );
    const pack = await packFaces(flat, { edge: 16 });
    expect(() => withConvention(datasetOfPack(pack), theirs)).toThrow(/flat 1/);
    const shallow = squares("shallow", [1], (sample) => ({
      ...sample,
      landmarks: sample.landmarks.map((v, i) => (i % 3 === 2 ? NaN : v)),
    }));
    await expect(withConvention(shallow, theirs).sample(0)).rejects.toThrow(
      /without depth/,
    );
  });
});
