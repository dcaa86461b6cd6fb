import { beforeAll, describe, expect, it } from "@jest/globals";
import { landmarkBasis, type MorphableModel } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import {
  ACCESSORY_CHANCES,
  accessoryChances,
  sampleAccessories,
  sampleHeadgear,
  type AccessoryChances,
  type Headgear,
  type Wearer,
} from "./accessories.ts";
import { faceChance } from "../chance.ts";
import { headFrame } from "../solids/head-frame.ts";
import { measureSkull } from "../solids/skull.ts";
import type { Solid } from "../solids/solid.ts";

const NONE: AccessoryChances = {
  ...{ glasses: 0, hat: 0, hood: 0, mask: 0 },
  ...{ hand: 0, object: 0, strands: 0, patch: 0 },
};
let model: MorphableModel;
let wearer: Wearer;
beforeAll(async () => {
  model = await loadOpenFace();
  const landmarks = landmarkBasis(model).mean;
  const frame = headFrame(landmarks);
  const skull = measureSkull(model.mean, frame);
  wearer = { landmarks, frame, skull, skin: [0.7, 0.5, 0.4] };
});

/** Twenty draws of one accessory. */
const drawn = (chances: Partial<AccessoryChances>, headgear?: Headgear) =>
  Array.from({ length: 20 }, (_, i) =>
    sampleAccessories(
      faceChance(1, i),
      { ...NONE, ...chances },
      headgear,
      wearer,
    ),
  );
const axis = (solids: readonly Solid[], c: number) =>
  solids.flatMap(({ vertices }) => [...vertices].filter((_, i) => i % 3 === c));
const at = (k: number, c: number) => wearer.landmarks[3 * k + c]!;

describe("sampleAccessories", () => {
  it("draws nothing where no chance is given, the same again otherwise", () => {
    for (const things of drawn({})) expect(things).toEqual([]);
    const chances = { glasses: 0.5, hand: 0.5, mask: 0.5, object: 0.5 };
    expect(drawn(chances)).toEqual(drawn(chances));
    const counts = drawn(chances).map((things) => things.length);
    expect(Math.min(...counts)).toBeLessThan(2);
    expect(Math.max(...counts)).toBeGreaterThan(2);
  });

  it("leaves the others as they are where one is left out", () => {
    const [all, fewer] = [drawn({ glasses: 1, hand: 1 }), drawn({ hand: 1 })];
    all.forEach((things, i) => expect(things).toContainEqual(fewer[i]![0]));
  });

  it("draws only finite numbers and indices of vertices that exist", () => {
    const everything = { glasses: 1, mask: 1, hand: 1, object: 1 };
    for (const headgear of ["hat", "hood"] as const)
      for (const things of drawn(everything, headgear)) {
        expect(things.length).toBeGreaterThan(5);
        for (const { vertices, triangles, colour, opacity } of things) {
          expect(vertices.every(Number.isFinite)).toBe(true);
          expect(Math.max(...triangles)).toBeLessThan(vertices.length / 3);
          for (const value of colour) expect(value).toBeGreaterThanOrEqual(0);
          expect(opacity).toBeLessThanOrEqual(1);
        }
      }
  });

  it("puts hats above the eyes and over the crown", () => {
    const crown = Math.max(...model.mean.filter((_, i) => i % 3 === 1));
    for (const [hat] of drawn({}, "hat")) {
      expect(Math.max(...axis([hat!], 1))).toBeGreaterThan(crown);
      // In front, nothing hangs lower than the brows but a peak or brim that stands off.
      const low = [...Array(hat!.vertices.length / 3).keys()].filter((v) => {
        const [x, y, z] = hat!.vertices.subarray(3 * v, 3 * v + 3);
        return Math.abs(x!) < 30 && y! < at(37, 1) && z! > 0 && z! < at(30, 2);
      });
      expect(low).toEqual([]);
    }
  });

  it("leaves the face free in a hood", () => {
    for (const [hood] of drawn({}, "hood"))
      for (let v = 0; v < hood!.vertices.length; v += 3) {
        const [x, y, z] = hood!.vertices.subarray(v, v + 3);
        const face =
          Math.abs(x!) < at(45, 0) &&
          y! > at(57, 1) &&
          y! < at(37, 1) &&
          z! > 0;
        expect(face).toBe(false);
      }
  });

  it("covers the mouth with a mask, before the lips and below the eyes", () => {
    for (const [mask] of drawn({ mask: 1 })) {
      expect(Math.max(...axis([mask!], 2))).toBeGreaterThan(at(62, 2));
      expect(Math.min(...axis([mask!], 1))).toBeLessThan(at(57, 1));
      const front = [...Array(mask!.vertices.length / 3).keys()].filter(
        (v) => mask!.vertices[3 * v + 2]! > 0,
      );
      for (const v of front)
        expect(mask!.vertices[3 * v + 1]!).toBeLessThan(at(37, 1));
    }
  });

  it("keeps hands and things outside the head", () => {
    for (const things of [...drawn({ hand: 1 }), ...drawn({ object: 1 })]) {
      const { centre, unit } = wearer.frame;
      for (const { vertices } of things)
        for (let v = 0; v < vertices.length; v += 3)
          expect(
            Math.hypot(...centre.map((value, c) => vertices[v + c]! - value)),
          ).toBeGreaterThan(0.6 * unit);
    }
  });
});

describe("sampleHeadgear", () => {
  it("follows its chances", () => {
    const worn = Array.from({ length: 1000 }, (_, i) =>
      sampleHeadgear(faceChance(2, i), { ...NONE, hat: 0.3, hood: 0.2 }),
    );
    const count = (kind: Headgear) =>
      worn.filter((each) => each === kind).length;
    expect(Math.abs(count("hat") - 300)).toBeLessThan(60);
    expect(Math.abs(count("hood") - 140)).toBeLessThan(45);
  });
});

describe("accessoryChances", () => {
  it("fills in what is left out and refuses what is no chance", () => {
    expect(accessoryChances({ hat: 1 })).toEqual({
      ...ACCESSORY_CHANCES,
      hat: 1,
    });
    expect(() => accessoryChances({ mask: 1.5 })).toThrow(
      "Expected a chance from 0 to 1 for accessories.mask but received 1.5",
    );
    expect(() => accessoryChances({ hand: NaN })).toThrow(/accessories\.hand/);
  });
});
