import { beforeAll, describe, expect, it } from "@jest/globals";
import { tightBox, type Picture } from "@fdhm/landmarks";
import type { MorphableModel, WeakPerspective } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { createDataset, type Dataset } from "../dataset.ts";
import {
  knownFace,
  markedPoints,
  photographOf,
} from "./marked-face.test.fixture.ts";
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
});
