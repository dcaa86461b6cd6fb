import { beforeAll, describe, expect, it } from "@jest/globals";
import { landmarkBasis, type MorphableModel } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { createRandom } from "../random.ts";
import { beardCover, coveredBy, sampleBeard } from "./beard.ts";
import { dyeSkin } from "./dye.ts";
import { expose } from "./exposure.ts";
import { headFrame } from "./head-frame.ts";
import { sampleLashes } from "./lashes.ts";
import { lipCover, sampleLips } from "./lips.ts";
import { sampleLight } from "./sample-light.ts";
import { shade } from "./shading.ts";
import { shoulderCover } from "./clothes.ts";

let model: MorphableModel;
beforeAll(async () => {
  model = await loadOpenFace();
});
const at = (cover: Float32Array, k: number) => cover[model.landmarks[k]!]!;

describe("beardCover", () => {
  it("covers chin and jaw, leaves lips, nose, eyes and brows", () => {
    const { chin, moustache } = beardCover(model);
    for (const k of [5, 6, 7, 8, 9, 10, 11])
      expect(at(chin, k)).toBeGreaterThan(0.8);
    for (const k of [17, 21, 27, 30, 33, 36, 41, 45, 51, 57, 62, 66]) {
      expect(at(chin, k)).toBe(0);
      expect(at(moustache, k)).toBe(0);
    }
    expect(Math.max(...moustache)).toBeGreaterThan(0.9);
  });

  it("leaves the chin bare below a moustache", () => {
    const cover = beardCover(model);
    const dye = { colour: [0, 0, 0] as const, strength: 1, mottle: 0 };
    expect(at(coveredBy(cover, { full: false, dye }), 8)).toBe(0);
    expect(at(coveredBy(cover, { full: true, dye }), 8)).toBeGreaterThan(0.8);
  });

  it("is met on one face of five", () => {
    const beards = Array.from({ length: 500 }, (_, i) =>
      sampleBeard(createRandom(i), [0, 0, 0]),
    );
    const count = beards.filter((beard) => beard !== undefined).length;
    expect(Math.abs(count - 100)).toBeLessThan(30);
  });
});

describe("lipCover", () => {
  it("covers the lips and nothing beside them", () => {
    const lips = lipCover(model);
    expect(at(lips, 62)).toBe(1);
    for (const k of [8, 33, 30, 3, 36]) expect(at(lips, k)).toBe(0);
    const count = lips.filter((value) => value > 0).length;
    expect(count).toBeGreaterThan(40);
    expect(count).toBeLessThan(0.2 * model.vertexCount);
  });

  it("is painted on some faces, or on all where skin has no lips", () => {
    const painted = Array.from({ length: 300 }, (_, i) =>
      sampleLips(createRandom(i)),
    );
    const count = painted.filter((dye) => dye !== undefined).length;
    expect(Math.abs(count - 90)).toBeLessThan(30);
    for (let i = 0; i < 20; i++)
      expect(sampleLips(createRandom(i), true)).toBeDefined();
  });
});

describe("shoulderCover", () => {
  it("lies below the chin and the throat", () => {
    const cover = shoulderCover(model);
    for (const vertex of model.landmarks) expect(cover[vertex]).toBe(0);
    expect(Math.max(...cover)).toBe(1);
  });
});

describe("dyeSkin", () => {
  it("brings the skin's colour to the dye's by strength and cover", () => {
    const light = new Float32Array(9).fill(1);
    const dye = { colour: [0.4, 0.2, 0.1] as const, strength: 0.5, mottle: 0 };
    dyeSkin(light, [0, 1, 0.5], dye, [0.8, 0.8, 0.8], createRandom(1));
    expect([...light.subarray(0, 3)]).toEqual([1, 1, 1]);
    expect(0.8 * light[3]!).toBeCloseTo(0.6);
    expect(0.8 * light[4]!).toBeCloseTo(0.5);
    expect(0.8 * light[6]!).toBeCloseTo(0.7);
  });
});

describe("expose", () => {
  it("makes dark and bright scenes about equally bright, darker skin darker", () => {
    const normals = new Float32Array([0, 0, 1, 0.6, 0, 0.8, -0.6, 0, 0.8]);
    const turn = [1, 0, 0, 0, 1, 0, 0, 0, 1];
    const brightness = (skin: number, dim: number) => {
      let sum = 0;
      for (let i = 0; i < 200; i++) {
        const colour = [skin, skin, skin] as const;
        const finish = { colour, gloss: 0, wrap: 0, twoSided: false };
        const { ambient, lights } = sampleLight(createRandom(1, i));
        const scene = {
          ambient: [
            dim * ambient[0],
            dim * ambient[1],
            dim * ambient[2],
          ] as const,
          lights: lights.map(({ direction, colour: [r, g, b] }) => ({
            direction,
            colour: [dim * r, dim * g, dim * b] as const,
          })),
        };
        const exposed = expose(
          createRandom(2, i),
          scene,
          normals,
          turn,
          finish,
        );
        const out = new Float32Array(9);
        shade(normals, turn, exposed, finish, {}, out);
        sum += (skin * out.reduce((a, b) => a + b)) / 9;
      }
      return sum / 200;
    };
    const usual = brightness(0.7, 1);
    expect(usual).toBeGreaterThan(0.5);
    expect(usual).toBeLessThan(0.75);
    expect(brightness(0.7, 0.2)).toBeCloseTo(usual, 1);
    expect(brightness(0.3, 1)).toBeLessThan(0.75 * usual);
  });
});

describe("sampleLashes", () => {
  it("run along both upper lids through their landmarks", () => {
    const { mean } = landmarkBasis(model);
    const { vertices } = sampleLashes(createRandom(1), mean, headFrame(mean));
    for (const k of [36, 37, 38, 39, 42, 43, 44, 45]) {
      const distances = [...Array(vertices.length / 3).keys()].map((v) =>
        Math.hypot(
          ...[0, 1, 2].map((c) => vertices[3 * v + c]! - mean[3 * k + c]!),
        ),
      );
      expect(Math.min(...distances)).toBeLessThan(3);
    }
    // None along the lower lids.
    const lower = Math.min(...vertices.filter((_, i) => i % 3 === 1));
    expect(lower).toBeGreaterThan(mean[3 * 41 + 1]!);
  });
});
