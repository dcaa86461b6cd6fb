import { beforeAll, describe, expect, it } from "@jest/globals";
import { landmarkBasis, type MorphableModel } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { createRandom } from "../../random.ts";
import {
  aboveHairline,
  dyeHair,
  growHair,
  hairBehind,
  sampleHair,
  type Hair,
} from "./hair.ts";
import { headFrame, type HeadFrame } from "../solids/head-frame.ts";
import type { Solid } from "../solids/solid.ts";

const black: Hair = {
  colour: [0, 0, 0],
  hairline: -0.12,
  thickness: 0.5,
  mottle: 0,
  style: "long",
};

let model: MorphableModel;
let above: Float32Array;
let frame: HeadFrame;
beforeAll(async () => {
  model = await loadOpenFace();
  above = aboveHairline(model);
  frame = headFrame(landmarkBasis(model).mean);
});

/** Vertices around the crown of the head. */
const crown = () =>
  [...above.keys()].filter(
    (vertex) =>
      model.mean[3 * vertex + 1]! > frame.centre[1] + 1.1 * frame.unit,
  );

describe("the hairline", () => {
  it("leaves the face free, however low it is drawn, and has the crown above it", () => {
    for (const vertex of model.landmarks)
      expect(above[vertex]).toBeLessThan(black.hairline);
    expect(crown().length).toBeGreaterThan(20);
    for (const vertex of crown()) expect(above[vertex]).toBeGreaterThan(0.25);
  });
});

describe("growHair", () => {
  it("moves the scalp outwards and leaves the face", () => {
    const points = model.mean.slice();
    growHair(points, above, black, frame);
    for (const k of model.landmarks)
      expect(points.subarray(3 * k, 3 * k + 3)).toEqual(
        model.mean.subarray(3 * k, 3 * k + 3),
      );
    const distance = (values: Float32Array, vertex: number) =>
      Math.hypot(
        ...frame.centre.map((centre, c) => values[3 * vertex + c]! - centre),
      );
    for (const vertex of crown())
      expect(
        distance(points, vertex) - distance(model.mean, vertex),
      ).toBeCloseTo(0.5 * frame.unit, 2);
  });
});

describe("dyeHair", () => {
  it("gives skin on the scalp the hair's colour", () => {
    const skin = [0.8, 0.5, 0.4] as const;
    const hair = { ...black, colour: [0.4, 0.3, 0.1] as const };
    const light = new Float32Array(3 * model.vertexCount).fill(1);
    dyeHair(light, above, hair, skin, createRandom(1));
    for (const vertex of crown())
      hair.colour.forEach((value, c) =>
        expect(light[3 * vertex + c]! * skin[c]!).toBeCloseTo(value, 5),
      );
    for (const vertex of model.landmarks) expect(light[3 * vertex]).toBe(1);
  });
});

describe("hairBehind", () => {
  const axis = ({ vertices }: Solid, c: number) =>
    Array.from(vertices).filter((_, i) => i % 3 === c);

  it("hangs behind the ears where hair is long, sits behind the crown where it is tied", () => {
    for (let i = 0; i < 20; i++) {
      const long = hairBehind(black, frame, createRandom(i))!;
      expect(Math.max(...axis(long, 2))).toBeLessThan(frame.earZ);
      expect(Math.min(...axis(long, 1))).toBeLessThan(frame.chinY);
      const tied = { ...black, style: "tied" } as const;
      const knot = hairBehind(tied, frame, createRandom(i))!;
      expect(Math.max(...axis(knot, 2))).toBeLessThan(frame.earZ + frame.unit);
      expect(Math.min(...axis(knot, 2))).toBeLessThan(frame.earZ - frame.unit);
    }
    const short = { ...black, style: "short" } as const;
    expect(hairBehind(short, frame, createRandom(1))).toBeUndefined();
  });
});

describe("sampleHair", () => {
  it("leaves one head of twelve bald", () => {
    const heads = Array.from({ length: 800 }, (_, i) =>
      sampleHair(createRandom(3, i)),
    );
    const bald = heads.filter((hair) => hair === undefined).length;
    expect(Math.abs(bald - 67)).toBeLessThan(30);
  });
});
