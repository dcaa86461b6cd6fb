import { landmarkBasis, type MorphableModel } from "@fdhm/morphable-model";
import { ellipsoid } from "../solids/ellipsoid.ts";
import { gridMesh } from "../solids/grid.ts";
import type { Hair } from "../hair/hair.ts";
import { headFrame, type HeadFrame } from "../solids/head-frame.ts";
import { direction, onSkull, type Skull } from "../solids/skull.ts";
import type { Solid } from "../solids/solid.ts";
import { mix, plus, tripleAt, type Triple } from "../solids/triple.ts";
import { tube } from "../solids/tube.ts";

const AROUND = 24;
const DOWN = 9;

/** Where hair ends at the back of the head, radians from the crown. */
const NAPE = 1.75;

/** Cosine of the angle from straight back within which a whole head has some surface: 35 degrees. */
const STRAIGHT_BACK = 0.82;

/** Whether a model's mean ends before the back of the head. */
export function isOpenBehind(model: MorphableModel): boolean {
  const { centre } = headFrame(landmarkBasis(model).mean);
  for (let vertex = 0; vertex < model.vertexCount; vertex++) {
    const [x, y, z] = plus(tripleAt(model.mean, vertex), centre, -1);
    if (-z > STRAIGHT_BACK * Math.hypot(x, y, z)) return false;
  }
  return true;
}

/**
 * What a model that is only a face lacks: the back of the head with the neck, and a dark mouth.
 *
 * It lies within the face and comes out where the face ends.
 *
 * @param landmarks - 68 xyz triples in model space.
 * @param skin - colour of the skin, 0 to 1.
 */
export function innerHead(
  skull: Skull,
  { unit, centre, chinY, earZ }: HeadFrame,
  landmarks: Float32Array,
  skin: Triple,
  hair: Hair | undefined,
): Solid[] {
  const shell = (from: number, to: number) =>
    gridMesh(DOWN, AROUND, true, (row, column) => {
      const around = (2 * Math.PI * column) / AROUND;
      const down = from + (row / (DOWN - 1)) * (to - from);
      const towards = direction(around, down);
      // Well inside where the face is, so that it does not come out of eyes and mouth.
      const ahead = Math.max(0, Math.min(1, towards[2] + 0.3));
      return onSkull(skull, towards, 0.98 - 0.35 * ahead);
    });
  const bottom = chinY - 1.2 * unit;
  const neck = tube(
    [centre[1] - 0.4 * unit, bottom].map((y, i) => ({
      at: [centre[0], y, earZ - (0.35 + 0.15 * i) * unit] as const,
      radius: 0.72 * unit,
    })),
    { corners: 16, up: [0, 0, 1], flatness: 0.95, closed: false },
  );
  const finish = { mottle: 0, gloss: 0, twoSided: false, opacity: 1 };
  const lips = mix(tripleAt(landmarks, 62), tripleAt(landmarks, 66), 0.5);
  const throat = ellipsoid(
    plus(lips, [0, -0.1 * unit, -0.5 * unit]),
    [0.42 * unit, 0.45 * unit, 0.35 * unit],
    { colour: [0.16, 0.05, 0.05], mottle: 0, gloss: 0 },
  );
  const scalp = { colour: hair?.colour ?? skin, mottle: hair?.mottle ?? 0 };
  return [
    { ...shell(1e-3, NAPE), ...finish, ...scalp },
    { ...shell(NAPE, 2.5), ...finish, colour: skin },
    { ...neck, ...finish, colour: skin },
    throat,
  ];
}
