import { beforeAll, describe, expect, it } from "@jest/globals";
import type { Picture } from "@fdhm/landmarks";
import {
  project,
  type MorphableModel,
  type WeakPerspective,
} from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { cutFace } from "./face-window.ts";
import {
  knownFace,
  markedPoints,
  photographOf,
  type KnownFace,
} from "./marked-face.test.fixture.ts";
import {
  createSheetPainter,
  type PhotographSheet,
  type SheetPainter,
} from "./photograph-sheet.ts";

const SIZE = 160;
const pose: WeakPerspective = {
  ...{ scale: 0.45, pitch: 0, yaw: 0.3, roll: 0.1, x: 80, y: 84 },
};
/** The photograph is the picture, pixel for pixel. */
const window = { centreX: 79.5, centreY: 79.5, side: SIZE, roll: 0 };

let model: MorphableModel;
let face: KnownFace;
let marks: Float32Array;
let photograph: Picture;
let painter: SheetPainter;
let sheet: PhotographSheet;
beforeAll(async () => {
  model = await loadOpenFace();
  face = knownFace(model, 4);
  marks = markedPoints(model, face, pose);
  photograph = photographOf(model, face, pose, SIZE);
  painter = createSheetPainter(model.triangles, SIZE);
  sheet = painter.sheet(photograph, window, marks, face.points, pose);
});

const difference = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!);
  return sum / a.length;
};

describe("createSheetPainter", () => {
  it("gives the photograph back as long as nothing is turned", () => {
    const cut = cutFace(photograph, window, marks, SIZE);
    const { data } = painter.picture(sheet, pose);
    expect(difference(data, cut.data)).toBeLessThan(3);
  });

  it.each([0.8, 1.2, Math.PI / 2])(
    "shows at yaw %f what the camera would have seen of the near cheek",
    (yaw) => {
      const to = { ...pose, yaw };
      const { data } = painter.picture(sheet, to);
      const truth = photographOf(model, face, to, SIZE);
      const points = project(face.points, to);
      const [near, brow] = [54, 24].map((k) => {
        const at = 3 * model.landmarks[k]!;
        return [points[at]!, points[at + 1]!];
      });
      const column = Math.round((near![0]! + brow![0]!) / 2);
      const row = Math.round((near![1]! + brow![1]!) / 2);
      // Light does not turn with the head, so colours agree but roughly: 15, 29 and 41 of 255 apart; the background is 100 off.
      let off = 0;
      for (let y = row - 5; y <= row + 5; y++) {
        const at = 3 * (y * SIZE + column - 3);
        const [own, skin] = [data, truth.data].map((of) =>
          of.slice(at, at + 21),
        );
        off += difference(own!, skin!) / 11;
      }
      expect(off).toBeLessThan(60);
    },
  );

  it("masks the head wherever it is turned", () => {
    const to = { ...pose, yaw: 1.3 };
    const mask = painter.mask(sheet, to);
    expect(mask).toHaveLength(SIZE * SIZE);
    const points = project(face.points, to);
    for (const k of [30, 45, 54, 8]) {
      const at = 3 * model.landmarks[k]!;
      const column = Math.round(points[at]! - (k === 30 ? -2 : 0));
      expect(mask[Math.round(points[at + 1]!) * SIZE + column]).toBeGreaterThan(
        128,
      );
    }
    expect(mask[0]).toBe(0);
    expect(mask[SIZE - 1]).toBe(0);
  });
});
