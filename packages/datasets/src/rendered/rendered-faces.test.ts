import { beforeAll, describe, expect, it } from "@jest/globals";
import { LANDMARK_COUNT, tightBox } from "@fdhm/landmarks";
import {
  landmarkBasis,
  poseFromPoints,
  project,
  rotation,
  shape,
  unpackParameters,
  type FaceParameters,
  type MorphableModel,
} from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { flipLandmarks } from "../augment/flip.ts";
import type { HeadPose, Sample } from "../sample.ts";
import { openRenderedFaces } from "./rendered-faces.ts";

const SIZE = 64;
let model: MorphableModel;
let samples: Sample[];
beforeAll(async () => {
  model = await loadOpenFace();
  const set = openRenderedFaces({ model, count: 30, seed: 1, size: SIZE });
  samples = [];
  for await (const sample of set) samples.push(sample);
}, 60_000);

describe("openRenderedFaces", () => {
  it("draws the same face for the same seed and index, in any order and set", async () => {
    const options = { model, count: 9, seed: 1, size: SIZE };
    const small = openRenderedFaces(options);
    expect(small.length).toBe(9);
    for (const index of [7, 2]) {
      const { readPicture, readMask, ...labels } = await small.sample(index);
      expect(samples[index]).toMatchObject(labels);
      expect(await samples[index]!.readPicture()).toEqual(await readPicture());
      expect(await samples[index]!.readMask!()).toEqual(await readMask!());
    }
    const other = openRenderedFaces({ ...options, seed: 2 });
    expect((await other.sample(2)).landmarks).not.toEqual(
      samples[2]!.landmarks,
    );
  });

  it("gives truth for every landmark, depth from the mean, pose and box", async () => {
    for (const sample of samples) {
      const { landmarks, box, pose, visibility } = sample;
      const picture = await sample.readPicture();
      expect(picture).toMatchObject({ width: SIZE, height: SIZE, channels: 3 });
      expect(landmarks).toHaveLength(3 * LANDMARK_COUNT);
      expect(landmarks.every(Number.isFinite)).toBe(true);
      expect(box).toEqual(tightBox(landmarks));
      expect(box.x).toBeGreaterThan(0);
      expect(box.y).toBeGreaterThan(0);
      expect(box.x + box.width).toBeLessThan(SIZE - 1);
      expect(box.y + box.height).toBeLessThan(SIZE - 1);
      const depth = landmarks.filter((_, i) => i % 3 === 2);
      expect(depth.reduce((a, b) => a + b)).toBeCloseTo(0, 2);
      expect(Math.abs(pose!.yaw)).toBeLessThanOrEqual(1.7454);
      expect(visibility).toHaveLength(LANDMARK_COUNT);
    }
    expect(new Set(samples.map(({ name }) => name)).size).toBe(30);
  });

  it("tells the pose that the landmarks have", () => {
    const mean = landmarkBasis(model).mean;
    const matrix = ({ pitch, yaw, roll }: HeadPose) =>
      rotation(pitch, yaw, roll);
    for (const { landmarks, pose } of samples) {
      const fitted = matrix(poseFromPoints(mean, landmarks, LANDMARK_COUNT));
      const told = matrix(pose!);
      const trace = fitted.reduce((sum, value, i) => sum + value * told[i]!, 0);
      // Identity and expression turn the fit by some degrees, a wrong sign or axis by many.
      expect(Math.acos(Math.min(1, (trace - 1) / 2))).toBeLessThan(0.35);
    }
  });

  it("gives the 234 parameters that the landmarks follow from", () => {
    const basis = landmarkBasis(model);
    for (const { landmarks, parameters } of samples) {
      const { pose, identity, expression } = unpackParameters(parameters!);
      const points = project(shape(basis, identity, expression), pose);
      for (let i = 0; i < points.length; i++)
        if (i % 3 < 2) expect(points[i]).toBeCloseTo(landmarks[i]!, 4);
    }
  });

  it("gives no parameters where the model has another number of modes", async () => {
    const fewer = {
      ...model,
      identity: model.identity.subarray(0, 6 * model.vertexCount),
      identityDeviation: model.identityDeviation.subarray(0, 2),
    };
    const set = openRenderedFaces({ model: fewer, count: 1, seed: 1 });
    expect(await set.sample(0)).not.toHaveProperty("parameters");
  });

  it("narrows the poses and leaves the people as they are", async () => {
    const poses = { yaw: 0.1, pitch: 0, roll: 0 };
    const options = { model, count: 9, seed: 1, size: SIZE, poses };
    for (const index of [0, 3, 8]) {
      const { pose, parameters } =
        await openRenderedFaces(options).sample(index);
      expect(Math.abs(pose!.yaw)).toBeLessThanOrEqual(0.1);
      expect(Math.abs(pose!.pitch)).toBe(0);
      const identity = ({ identity }: FaceParameters) => identity;
      expect(identity(unpackParameters(parameters!))).toEqual(
        identity(unpackParameters(samples[index]!.parameters!)),
      );
    }
    expect(() => openRenderedFaces({ ...options, poses: { yaw: 4 } })).toThrow(
      /poses\.yaw/,
    );
  });

  it("tells the head from its background", async () => {
    for (const { readMask, landmarks, visibility } of samples) {
      const mask = await readMask!();
      expect(mask).toHaveLength(SIZE * SIZE);
      // Inner landmarks that are seen lie on the head, those of the outline at its edge; the background shows somewhere.
      for (let k = 17; k < 68; k++) {
        const [x, y] = [0, 1].map((axis) =>
          Math.floor(landmarks[3 * k + axis]!),
        );
        const near = [0, 1, SIZE, SIZE + 1].map(
          (at) => mask[y! * SIZE + x! + at]!,
        );
        if (visibility![k] === 1) expect(Math.max(...near)).toBeGreaterThan(60);
      }
      expect(Math.min(...mask)).toBe(0);
    }
  });

  it("hides the far side of a head that is turned away", () => {
    const turned = samples.filter(({ pose }) => Math.abs(pose!.yaw) > 1.1);
    const frontal = samples.filter(
      ({ pose }) => Math.abs(pose!.yaw) < 0.25 && Math.abs(pose!.pitch) < 0.4,
    );
    expect(turned.length).toBeGreaterThan(3);
    expect(frontal.length).toBeGreaterThan(3);
    const right = [...Array(8).keys(), 36, 37, 40, 41];
    const left = right.map((k) => (k < 17 ? 16 - k : 45 - (k - 36)));
    const seen = ({ visibility }: Sample, landmarks: number[]) =>
      landmarks.filter((k) => visibility![k]! > 0.5).length / landmarks.length;
    for (const sample of turned) {
      // Positive yaw turns the face to the picture's left: its right side goes out of sight.
      const far = sample.pose!.yaw > 0 ? right : left;
      const near = sample.pose!.yaw > 0 ? left : right;
      expect(seen(sample, far)).toBeLessThan(0.5);
      expect(seen(sample, near)).toBeGreaterThan(0.6);
    }
    for (const sample of frontal)
      expect(sample.visibility!.filter((v) => v > 0.5).length).toBeGreaterThan(
        51,
      );
  });

  it("mirrors as a mirrored pose does", () => {
    const mean = landmarkBasis(model).mean;
    const at = (sign: number) =>
      project(mean, {
        ...{ pitch: 0.2, yaw: 0.7 * sign, roll: 0.1 * sign },
        ...{ scale: 1, x: 0, y: 0 },
      });
    const flipped = at(1);
    flipLandmarks(flipped);
    const { width } = tightBox(flipped);
    at(-1).forEach((value, i) =>
      expect(Math.abs(flipped[i]! - value)).toBeLessThan(0.03 * width),
    );
  });

  it("draws a head where the landmarks are: it differs from its surroundings", async () => {
    // The same face on the same background with other skin: pixels change inside the face and nowhere else.
    const blue = {
      ...{ name: "blue", width: 1, height: 1 },
      data: new Uint8Array([20, 60, 220]),
    };
    const set = openRenderedFaces({
      model: { ...model, skins: [blue] },
      count: 30,
      seed: 1,
      size: SIZE,
    });
    let [inside, outside] = [0, 0];
    for (let i = 0; i < 10; i++) {
      const { readPicture, readMask, box } = samples[i]!;
      const picture = await readPicture();
      const other = (await (await set.sample(i)).readPicture()).data;
      const at = (x: number, y: number) =>
        3 * (Math.round(y) * SIZE + Math.round(x));
      const middle = at(box.x + box.width / 2, box.y + box.height / 2);
      inside += Math.abs(other[middle]! - picture.data[middle]!);
      const mask = await readMask!();
      const outer = mask.indexOf(0);
      outside += Math.abs(other[3 * outer]! - picture.data[3 * outer]!);
    }
    expect(inside).toBeGreaterThan(100);
    expect(outside).toBeLessThan(inside / 5);
  });

  it("refuses counts, sizes and seeds that are none", () => {
    const options = { model, count: 1, seed: 1 };
    const open = (change: object) => () =>
      openRenderedFaces({ ...options, ...change });
    expect(open({ count: 0 })).toThrow(/whole number from 1 for count/);
    expect(open({ size: 10 })).toThrow(/from 16 for size/);
    expect(open({ seed: 0.5 })).toThrow(/whole number for seed/);
  });
});
