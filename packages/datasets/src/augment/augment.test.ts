import { beforeAll, describe, expect, it } from "@jest/globals";
import { MIRROR, tightBox, type Normalisation } from "@fdhm/landmarks";
import { rotation } from "@fdhm/morphable-model";
import { createDataset } from "../dataset.ts";
import { packedLandmarks, type FacePack } from "../pack/face-pack.ts";
import { packFaces } from "../pack/pack-faces.ts";
import { createRandom } from "../random.ts";
import {
  AUGMENT_DEFAULTS,
  NO_AUGMENTATION,
  type AugmentSettings,
} from "./augment-settings.ts";
import { augment } from "./augment.ts";
import type { TrainingTarget } from "./training-target.ts";

const SIZE = 112;
const RAW: Normalisation = { mean: [0, 0, 0], deviation: [1, 1, 1] };
const newTarget = (size = SIZE): Required<TrainingTarget> => ({
  picture: new Float32Array(size * size * 3),
  landmarks: new Float32Array(204),
  landmarkWeights: new Float32Array(204),
  score: new Float32Array(1),
  pose: new Float32Array(3),
  visibility: new Float32Array(68),
});

const POSE = { pitch: 0.3, yaw: -0.9, roll: 0.2 };

/** Landmarks that carry a marker, each in its own channel: an eye's corner, a mouth's corner, the jaw's end. */
const MARKED = [36, 54, 16];

/** A black picture with round marks at three landmarks of a face that hangs a little to the side. */
function markedFace(zKnown: boolean) {
  const edge = 240;
  const landmarks = Float32Array.from({ length: 204 }, (_, i) => {
    const k = Math.floor(i / 3);
    // Spread over an oval, in no symmetry that could hide a mistake.
    const angle = 2.4 * k;
    const radius = 12 + 0.8 * k;
    return [
      125 + radius * Math.cos(angle),
      110 + 1.1 * radius * Math.sin(angle),
      zKnown ? 30 * Math.sin(k) : NaN,
    ][i % 3]!;
  });
  const data = new Uint8Array(edge * edge * 3);
  for (const [channel, k] of MARKED.entries())
    for (let y = 0; y < edge; y++)
      for (let x = 0; x < edge; x++) {
        const square =
          (x - landmarks[3 * k]!) ** 2 + (y - landmarks[3 * k + 1]!) ** 2;
        data[3 * (y * edge + x) + channel] = 255 * Math.exp(-square / 18);
      }
  const picture = { data, width: edge, height: edge, channels: 3 as const };
  const readPicture = async () => picture;
  const face = { name: "marked", readPicture, landmarks };
  const known = {
    pose: POSE,
    visibility: Float32Array.from({ length: 68 }, (_, k) => k / 67),
  };
  return { ...face, box: tightBox(landmarks), ...(zKnown ? known : {}) };
}

/** Centre of what is bright in one channel, px. */
function brightest(picture: Float32Array, channel: number): [number, number] {
  let [sum, x, y] = [0, 0, 0];
  for (let i = 0; i < SIZE * SIZE; i++) {
    const value = picture[3 * i + channel]!;
    sum += value;
    x += value * (i % SIZE);
    y += value * Math.floor(i / SIZE);
  }
  return [x / sum, y / sum];
}

/** From one landmark to another in the model's directions: y up. */
function spread(landmarks: Float32Array, from: number, to: number): number[] {
  return [1, -1, 1].map(
    (sign, c) => sign * (landmarks[3 * to + c]! - landmarks[3 * from + c]!),
  );
}

/** The transposed rotation, times a vector. */
function unturn(matrix: Float64Array, vector: readonly number[]): number[] {
  return [0, 1, 2].map((column) =>
    vector.reduce((sum, v, row) => sum + matrix[3 * row + column]! * v, 0),
  );
}

let pack: FacePack;
beforeAll(async () => {
  const both = createDataset("marked", 2, async (i) => markedFace(i === 0));
  pack = await packFaces(both);
});

describe("augment", () => {
  const moves: [string, Partial<AugmentSettings>][] = [
    ["nothing", {}],
    ["flips", { flip: 1 }],
    ["turns", { rotation: 0.7, rotationMost: 1.5 }],
    ["even turns", { rotationTail: 1, rotationMost: 1.5 }],
    ["scales", { scale: [0.95, 1.3] }],
    ["shifts", { shift: 0.06 }],
    ["tilts", { perspective: 0.2 }],
    [
      "all together",
      {
        flip: 0.5,
        rotation: 0.5,
        rotationMost: 1.5,
        scale: [0.95, 1.2],
        shift: 0.04,
        perspective: 0.1,
        surround: 1,
      },
    ],
  ];
  it.each(moves)("moves landmarks with the picture: %s", (_, change) => {
    const settings = { ...NO_AUGMENTATION, ...change };
    const target = newTarget();
    for (let draw = 0; draw < 12; draw++) {
      const random = createRandom(5, draw);
      augment(pack, 0, random, settings, SIZE, RAW, target);
      expect(target.score[0]).toBe(1);
      const distances = (flipped: boolean) =>
        MARKED.map((k, channel) => {
          const at = 3 * (flipped ? MIRROR[k]! : k);
          const [x, y] = brightest(target.picture, channel);
          return Math.hypot(
            (target.landmarks[at]! + 0.5) * SIZE - 0.5 - x,
            (target.landmarks[at + 1]! + 0.5) * SIZE - 0.5 - y,
          );
        });
      const straight = Math.max(...distances(false));
      const mirrored = Math.max(...distances(true));
      if (change.flip === undefined) expect(straight).toBeLessThan(1);
      else if (change.flip === 1) expect(mirrored).toBeLessThan(1);
      else expect(Math.min(straight, mirrored)).toBeLessThan(1);
    }
  });

  it("leaves a packed face as it is when told to change nothing", () => {
    const target = newTarget();
    const packed = packedLandmarks(pack, 0);
    augment(pack, 0, createRandom(1), NO_AUGMENTATION, SIZE, RAW, target);
    target.landmarks.forEach((value, i) =>
      expect(value).toBeCloseTo(packed[i]!, 5),
    );
    expect([...target.landmarkWeights]).toEqual(new Array(204).fill(1));
  });

  it("scales z with the window and gives none to a face without", () => {
    const settings = { ...NO_AUGMENTATION, scale: [2, 2] as const };
    const target = newTarget();
    const packed = packedLandmarks(pack, 0);
    augment(pack, 0, createRandom(1), settings, SIZE, RAW, target);
    expect(target.landmarks[5]).toBeCloseTo(packed[5]! / 2, 6);

    augment(pack, 1, createRandom(1), settings, SIZE, RAW, target);
    for (let i = 0; i < 204; i++)
      expect(target.landmarkWeights[i]).toBe(i % 3 === 2 ? 0 : 1);
    expect(target.landmarks[5]).toBe(0);
  });

  it.each([[0], [1]])(
    "turns the pose with the landmarks, mirrored: %p",
    (flip) => {
      const turns = { rotation: 0.7, rotationMost: 1.5, flip };
      const settings = { ...NO_AUGMENTATION, ...turns };
      const target = newTarget();
      const head = rotation(POSE.pitch, POSE.yaw, POSE.roll);
      for (let draw = 0; draw < 12; draw++) {
        const random = createRandom(6, draw);
        augment(pack, 0, random, settings, SIZE, RAW, target);
        const [pitch, yaw, roll] = target.pose as unknown as number[];
        const turned = rotation(pitch!, yaw!, roll!);
        const before = spread(packedLandmarks(pack, 0), 20, 50);
        const after = flip
          ? spread(target.landmarks, MIRROR[20]!, MIRROR[50]!)
          : spread(target.landmarks, 20, 50);
        // In the head's own frame nothing has moved, but for the mirror and the window's size.
        const still = unturn(head, before);
        const now = unturn(turned, after);
        if (flip) now[0]! *= -1;
        const scale = Math.hypot(...now) / Math.hypot(...still);
        now.forEach((value, i) =>
          expect(value / scale).toBeCloseTo(still[i]!, 4),
        );
      }
    },
  );

  it("mirrors visibility, and knows none of what is unknown or no face", () => {
    const target = newTarget();
    const settings = { ...NO_AUGMENTATION, flip: 1 };
    augment(pack, 0, createRandom(1), settings, SIZE, RAW, target);
    target.visibility.forEach((value, k) =>
      expect(value).toBeCloseTo(MIRROR[k]! / 67, 6),
    );
    for (const [face, negatives] of [
      [1, 0],
      [0, 1],
    ] as const) {
      const none = { ...settings, negatives };
      target.visibility.fill(1);
      target.pose.fill(1);
      augment(pack, face, createRandom(1), none, SIZE, RAW, target);
      expect(target.visibility.every(Number.isNaN)).toBe(true);
      expect(target.pose.every(Number.isNaN)).toBe(true);
    }
    // Both may be left out.
    const { picture, landmarks, landmarkWeights, score } = newTarget();
    const bare = { picture, landmarks, landmarkWeights, score };
    augment(pack, 0, createRandom(1), settings, SIZE, RAW, bare);
    expect(bare.score[0]).toBe(1);
  });

  it("changes the background of a pack with masks only", () => {
    const settings = { ...NO_AUGMENTATION, background: 1 };
    const masks = new Uint8Array(pack.count * pack.edge ** 2).fill(255);
    masks.fill(0, 0, pack.edge * 70);
    const masked: FacePack = { ...pack, masks };
    const [plain, changed] = [newTarget(), newTarget()];
    const draw = (from: FacePack, target: TrainingTarget) =>
      augment(from, 0, createRandom(3), settings, SIZE, RAW, target);
    draw(pack, plain);
    draw(masked, changed);
    expect(changed.landmarks).toEqual(plain.landmarks);
    // The window begins 30 px below the pack's edge, of which 70 are background.
    const border = 3 * SIZE * Math.round((70 - 30) * (SIZE / 100));
    const lower = 3 * SIZE * 2;
    expect(changed.picture.subarray(border + lower)).toEqual(
      plain.picture.subarray(border + lower),
    );
    const upper = (target: TrainingTarget) =>
      target.picture.subarray(0, border - lower).reduce((a, b) => a + b);
    expect(upper(changed)).not.toBeCloseTo(upper(plain), 0);
  });

  it("normalises what it draws", () => {
    const [raw, target] = [newTarget(), newTarget()];
    const grey: Normalisation = { mean: [1, 2, 3], deviation: [2, 4, 8] };
    augment(pack, 0, createRandom(9), AUGMENT_DEFAULTS, SIZE, RAW, raw);
    augment(pack, 0, createRandom(9), AUGMENT_DEFAULTS, SIZE, grey, target);
    for (const pixel of [0, 9000, 21000]) {
      expect(target.picture[pixel]).toBeCloseTo((raw.picture[pixel]! - 1) / 2);
      expect(target.picture[pixel + 2]).toBeCloseTo(
        (raw.picture[pixel + 2]! - 3) / 8,
      );
    }
  });

  it("repeats itself for the same stream, and for no other", () => {
    const draw = (...stream: [number, ...number[]]) => {
      const target = newTarget();
      const random = createRandom(...stream);
      augment(pack, 0, random, AUGMENT_DEFAULTS, SIZE, RAW, target);
      return target;
    };
    expect(draw(1, 2, 3)).toEqual(draw(1, 2, 3));
    expect(draw(1, 2, 3)).not.toEqual(draw(1, 3, 3));
  });

  it("makes as many examples without a face as it is told to", () => {
    const settings = { ...AUGMENT_DEFAULTS, negatives: 0.25 };
    const target = newTarget(32);
    let faces = 0;
    for (let i = 0; i < 400; i++) {
      augment(pack, 0, createRandom(2, i), settings, 32, RAW, target);
      expect(target.picture.every((v) => v >= 0 && v <= 255)).toBe(true);
      faces += target.score[0]!;
      if (target.score[0] === 0) {
        expect(target.landmarkWeights.some((weight) => weight !== 0)).toBe(
          false,
        );
        expect(target.landmarks.some((value) => value !== 0)).toBe(false);
      }
    }
    // 300 are due, with a deviation of 9.
    expect(Math.abs(faces - 300)).toBeLessThan(40);
  });

  it("refuses a face that is not there and buffers that do not fit", () => {
    const run = (index: number, target: TrainingTarget) => () =>
      augment(pack, index, createRandom(1), NO_AUGMENTATION, 64, RAW, target);
    expect(run(2, newTarget(64))).toThrow(/face of 0 to 1 for index/);
    expect(run(0, newTarget(63))).toThrow(/12288 numbers for target.picture/);
    expect(run(0, { ...newTarget(64), score: new Float32Array(2) })).toThrow(
      /target.score/,
    );
  });
});
