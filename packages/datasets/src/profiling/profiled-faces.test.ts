import { beforeAll, describe, expect, it } from "@jest/globals";
import { tightBox, type Picture } from "@fdhm/landmarks";
import {
  landmarkBasis,
  project,
  shape,
  unpackParameters,
  type MorphableModel,
  type WeakPerspective,
} from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { createDataset, type Dataset } from "../dataset.ts";
import {
  knownFace,
  markedPoints,
  photographOf,
  truePoints,
} from "./marked-face.test.fixture.ts";
import type { BrokenSample } from "../read-sound.ts";
import { openProfiledFaces } from "./profiled-faces.ts";

const SIZE = 160;
const pose = { pitch: 0.05, roll: -0.05, scale: 0.42, x: 80, y: 84 };
const typical = {
  identity: new Float32Array(199),
  expression: new Float32Array(29),
};

let model: MorphableModel;
let faces: Dataset;
beforeAll(async () => {
  model = await loadOpenFace();
  faces = facesAt([0.3, -0.2, 0.02]);
});

function facesAt(yaws: readonly number[]): Dataset {
  return createDataset("known", yaws.length, async (index) => {
    const face = knownFace(model, index);
    const at: WeakPerspective = { ...pose, yaw: yaws[index]! };
    const landmarks = markedPoints(model, face, at);
    return {
      name: `face ${index}`,
      readPicture: async () => photographOf(model, face, at, SIZE),
      landmarks,
      box: tightBox(landmarks),
    };
  });
}

const open = (options = {}) =>
  openProfiledFaces({
    faces,
    model,
    seed: 3,
    turns: 6,
    size: 128,
    typical,
    ...options,
  });

describe("openProfiledFaces", () => {
  it("turns each face outwards, as it was photographed first", async () => {
    const set = await open({ nod: 0 });
    expect(set.length).toBe(18);
    const yaws: number[] = [];
    const names = new Set<string>();
    for await (const { pose, name } of set) {
      yaws.push(pose!.yaw);
      names.add(name);
    }
    expect(names.size).toBe(18);
    expect([...names][0]).toMatch(/^face 0 0 yaw \d+$/);
    for (let turn = 1; turn < 6; turn++) {
      expect(yaws[turn]).toBeGreaterThan(yaws[turn - 1]!);
      expect(yaws[6 + turn]).toBeLessThan(yaws[6 + turn - 1]!);
    }
    // The face that looks into the camera turns to both sides.
    const third = yaws.slice(13);
    expect(third.filter((yaw) => yaw > 0.05).length).toBe(3);
    expect(third.filter((yaw) => yaw < -0.05).length).toBe(2);
  });

  it("draws the same for the same seed", async () => {
    const read = async (seed: number) => {
      const set = await open({ seed });
      const { landmarks, readPicture } = await set.sample(8);
      const { data }: Picture = await readPicture();
      return { landmarks: [...landmarks], data: [...data] };
    };
    const first = await read(3);
    expect(await read(3)).toEqual(first);
    expect((await read(4)).landmarks).not.toEqual(first.landmarks);
  });

  it("gives landmarks, depth, pose, visibility and parameters that belong together", async () => {
    const set = await open({ nod: 0 });
    for (const turn of [0, 2, 5]) {
      const sample = await set.sample(turn);
      const { landmarks, pose, visibility, parameters, box } = sample;
      expect(landmarks).toHaveLength(204);
      expect(landmarks.every(Number.isFinite)).toBe(true);
      let depth = 0;
      for (let k = 0; k < 68; k++) depth += landmarks[3 * k + 2]! / 68;
      expect(depth).toBeCloseTo(0, 3);
      expect(box).toEqual(tightBox(landmarks));
      // What is far away in depth is what the turn has hidden.
      expect(visibility![14]).toBe(1);
      if (pose!.yaw > 0.8) expect(visibility![2]).toBe(0);
      const face = unpackParameters(parameters!);
      expect(face.pose.yaw).toBeCloseTo(pose!.yaw, 5);
      const solid = shape(landmarkBasis(model), face.identity, face.expression);
      const own = project(solid, face.pose);
      let off = 0;
      for (let k = 0; k < 68; k++)
        off += Math.hypot(
          own[3 * k]! - landmarks[3 * k]!,
          own[3 * k + 1]! - landmarks[3 * k + 1]!,
        );
      // The unbent model's: what the fit left, 0.6 % of some 50 px.
      expect(off / 68).toBeLessThan(1);
      const { data } = await sample.readPicture();
      const mask = await sample.readMask!();
      expect(mask).toHaveLength(128 * 128);
      const nose = [landmarks[3 * 33]!, landmarks[3 * 33 + 1]!].map(Math.round);
      expect(mask[nose[1]! * 128 + nose[0]!]).toBeGreaterThan(128);
      expect(data).toHaveLength(3 * 128 * 128);
    }
  });

  it("lies near the truth at 60 degrees", async () => {
    const set = await open({ nod: 0, turns: 40 });
    let least = Infinity;
    for (let turn = 1; turn < 40; turn++) {
      const { landmarks, pose } = await set.sample(turn);
      if (Math.abs(pose!.yaw - Math.PI / 3) > 0.03) continue;
      const scale = tightBox(landmarks).height;
      const truth = truePoints(model, knownFace(model, 0), {
        ...pose!,
        scale: 1,
        x: 0,
        y: 0,
      });
      const unit = tightBox(truth).height / scale;
      const middle = (of: Float32Array, axis: number) =>
        of.reduce((sum, v, i) => (i % 3 === axis ? sum + v / 68 : sum), 0);
      let off = 0;
      for (let k = 0; k < 68; k++)
        off += Math.hypot(
          ...[0, 1].map(
            (axis) =>
              unit * (landmarks[3 * k + axis]! - middle(landmarks, axis)) -
              (truth[3 * k + axis]! - middle(truth, axis)),
          ),
        );
      least = Math.min(least, off / 68 / (unit * scale));
    }
    expect(least).toBeLessThan(0.03);
  });

  it("leaves out what is no face, and says which", async () => {
    const broken = createDataset("some", 3, async (index) => {
      const sample = await faces.sample(index);
      if (index === 0) return { ...sample, landmarks: new Float32Array(9) };
      if (index === 2) return sample;
      return { ...sample, landmarks: sample.landmarks.with(100, NaN) };
    });
    await expect(open({ faces: broken })).rejects.toThrow(/68 xyz triples/);
    const told: string[] = [];
    const set = await open({
      faces: broken,
      onBroken: ({ name, error }: BrokenSample) =>
        told.push(`${name}: ${error.message}`),
    });
    expect(set.length).toBe(6);
    expect(told).toHaveLength(2);
    expect(told[0]).toMatch(/^face 0: Expected/);
    expect(told[1]).toMatch(/^face 1: Expected finite/);
    await expect(open({ accepted: 1e-5 })).rejects.toThrow(
      /Expected a residual of at most 0.00001 for the fit of face 0 but received 0.00/,
    );
  });

  it.each([
    [{ turns: 0 }, /1 or more for turns/],
    [{ size: 15.5 }, /16 px or more for size/],
    [{ seed: 0.5 }, /whole number for seed/],
    [{ margin: NaN }, /1 or more for margin/],
    [{ nod: 1 }, /pi \/ 4 for nod/],
    [{ yaw: 2 }, /pi \/ 2 for yaw/],
    [{ accepted: 0 }, /positive share for accepted/],
  ])("refuses %j", async (options, message) => {
    await expect(open(options)).rejects.toThrow(message);
  });
});
