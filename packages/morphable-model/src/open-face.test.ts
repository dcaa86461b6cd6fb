import { beforeAll, describe, expect, it } from "@jest/globals";
import { MIRROR, PARTS } from "@fdhm/landmarks";
import { checkMorphableModel } from "./check-morphable-model.ts";
import { type MorphableModel } from "./morphable-model.ts";
import { openFaceExpressions } from "./open-face-expressions.ts";
import { loadOpenFace } from "./open-face.ts";
import { shape } from "./shape.ts";

let model: MorphableModel;
beforeAll(async () => {
  model = await loadOpenFace();
});

/** Landmark `k` of the face with some expression. */
function landmarks(
  expression: readonly number[] = [],
): (k: number) => [number, number, number] {
  const points = shape(model, [], expression);
  return (k) => {
    const vertex = model.landmarks[k] as number;
    return [...points.subarray(3 * vertex, 3 * vertex + 3)] as [
      number,
      number,
      number,
    ];
  };
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((value, i) => value - (b[i] as number)));
}

const mouthOpening = (at: (k: number) => number[]): number =>
  distance(at(62), at(66));
const eyeOpening = (
  at: (k: number) => number[],
  upper: number,
  lower: number,
): number => distance(at(upper), at(lower));

describe("open face", () => {
  it("has Basel's number of modes on a head, with skins, and is read once", async () => {
    expect(() => checkMorphableModel(model)).not.toThrow();
    expect(model.identityDeviation).toEqual(new Float32Array(199).fill(1));
    expect(model.expressionDeviation).toEqual(new Float32Array(29).fill(1));
    expect(model.vertexCount).toBe(4479);
    expect(model.triangles.length).toBe(3 * 8492);
    expect(model.skins.length).toBe(7);
    expect(await loadOpenFace()).toBe(model);
  });

  it("takes at most 3 MB", async () => {
    const files = process?.getBuiltinModule?.("node:fs");
    const bytes = await files?.promises.readFile(
      new URL("../assets/open-face.bin", import.meta.url),
    );
    expect(bytes?.length).toBeLessThanOrEqual(3e6);
  });

  it("uses every vertex, and shows its outside", () => {
    expect(new Set(model.triangles).size).toBe(model.vertexCount);
    let volume = 0;
    for (let i = 0; i < model.triangles.length; i += 3) {
      const [a, b, c] = [0, 1, 2].map((j) => {
        const vertex = model.triangles[i + j] as number;
        return model.mean.subarray(3 * vertex, 3 * vertex + 3);
      }) as [Float32Array, Float32Array, Float32Array];
      const [ax, ay, az, bx, by, bz, cx, cy, cz] = [...a, ...b, ...c] as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      volume +=
        (ax * (by * cz - bz * cy) +
          ay * (bz * cx - bx * cz) +
          az * (bx * cy - by * cx)) /
        6;
    }
    // Litres of a head and half a neck (its open end seen from the origin); a mesh inside out would have less than none.
    expect(volume / 1e6).toBeGreaterThan(2.5);
    expect(volume / 1e6).toBeLessThan(5);
  });

  it("has mirror pairs of landmarks at mirror places", () => {
    const at = landmarks();
    expect(new Set(model.landmarks).size).toBe(68);
    for (let k = 0; k < 68; k++) {
      const [x, y, z] = at(k);
      const [mx, my, mz] = at(MIRROR[k] as number);
      expect(distance([x, y, z], [-mx, my, mz])).toBeLessThan(0.5);
    }
  });

  it("has landmarks in their order and place", () => {
    const at = landmarks();
    const all = Array.from({ length: 68 }, (_, k) => at(k));
    const part = (name: keyof typeof PARTS) => all.slice(...PARTS[name]);
    // The origin is their centre.
    for (const axis of [0, 1, 2] as const)
      expect(
        Math.abs(all.reduce((sum, point) => sum + point[axis], 0) / 68),
      ).toBeLessThan(0.01);
    // Jaw: from the picture's left to its right, down to the chin and up again, the chin lowest.
    const jaw = part("jaw");
    for (let k = 1; k < 17; k++) {
      expect((jaw[k] as number[])[0]).toBeGreaterThan(
        (jaw[k - 1] as number[])[0] as number,
      );
      if (k <= 7)
        expect((jaw[k] as number[])[1]).toBeLessThan(
          (jaw[k - 1] as number[])[1] as number,
        );
    }
    expect(distance(at(0), at(16))).toBeGreaterThan(120);
    expect(distance(at(0), at(16))).toBeLessThan(160);
    // The tip of the nose is nearest to the camera, the bridge lies on the middle and descends.
    expect(Math.max(...all.map(([, , z]) => z))).toBe(at(30)[2]);
    for (const k of [27, 28, 29, 30]) {
      expect(Math.abs(at(k)[0])).toBeLessThan(0.5);
      if (k > 27) expect(at(k)[1]).toBeLessThan(at(k - 1)[1]);
    }
    // Brows above eyes, eyes above the nose's base, that above the mouth.
    const heights = (["rightBrow", "rightEye"] as const).map((name) =>
      part(name).map(([, y]) => y),
    );
    expect(Math.min(...(heights[0] as number[]))).toBeGreaterThan(
      Math.max(...(heights[1] as number[])),
    );
    expect(at(33)[1]).toBeLessThan(Math.min(...(heights[1] as number[])));
    expect(at(51)[1]).toBeLessThan(at(33)[1]);
    expect(at(57)[1]).toBeLessThan(at(51)[1]);
    // The picture's left eye has its outer corner on the left and its upper lid above.
    expect(at(36)[0]).toBeLessThan(at(39)[0]);
    expect(at(37)[1]).toBeGreaterThan(at(41)[1]);
    // Eyes of an adult are 55 to 70 mm apart.
    const eye = (from: number) =>
      [0, 1, 2].map((axis) =>
        all
          .slice(from, from + 6)
          .reduce((sum, point) => sum + (point[axis] as number) / 6, 0),
      );
    expect(distance(eye(36), eye(42))).toBeGreaterThan(55);
    expect(distance(eye(36), eye(42))).toBeLessThan(70);
  });

  it("has modes of falling spread, most of it in the face's first ones", () => {
    const size = 3 * model.vertexCount;
    const spread = (k: number): number => {
      let sum = 0;
      for (const vertex of model.landmarks)
        for (let j = 0; j < 3; j++)
          sum += (model.identity[k * size + 3 * vertex + j] as number) ** 2;
      return sum;
    };
    const early = Array.from({ length: 20 }, (_, k) => spread(k)).reduce(
      (a, b) => a + b,
    );
    const late = Array.from({ length: 20 }, (_, k) => spread(179 + k)).reduce(
      (a, b) => a + b,
    );
    expect(late).toBeGreaterThan(0);
    expect(early).toBeGreaterThan(1000 * late);
  });

  it("opens the mouth, closes the eyes, smiles and raises the brows", () => {
    const neutral = landmarks();
    expect(mouthOpening(neutral)).toBeLessThan(4);
    expect(
      mouthOpening(landmarks(openFaceExpressions["open-mouth"])),
    ).toBeGreaterThan(25);

    const open = eyeOpening(neutral, 37, 41);
    expect(open).toBeGreaterThan(5);
    const closed = landmarks(openFaceExpressions["closed-eyes"]);
    expect(eyeOpening(closed, 37, 41)).toBeLessThan(0.4 * open);
    expect(eyeOpening(closed, 44, 46)).toBeLessThan(0.4 * open);
    const wink = landmarks(openFaceExpressions["closed-left-eye"]);
    expect(eyeOpening(wink, 44, 46)).toBeLessThan(0.4 * open);
    expect(eyeOpening(wink, 37, 41)).toBeGreaterThan(0.9 * open);

    const smile = landmarks(openFaceExpressions.smile);
    expect(distance(smile(48), smile(54))).toBeGreaterThan(
      distance(neutral(48), neutral(54)) + 5,
    );
    expect(smile(48)[1]).toBeGreaterThan(neutral(48)[1] + 3);

    const raised = landmarks(openFaceExpressions["raised-brows"]);
    for (const k of [18, 20, 23, 25])
      expect(raised(k)[1]).toBeGreaterThan(neutral(k)[1] + 2);
    expect(landmarks(openFaceExpressions["lowered-brows"])(20)[1]).toBeLessThan(
      neutral(20)[1] - 1,
    );
  });
});
