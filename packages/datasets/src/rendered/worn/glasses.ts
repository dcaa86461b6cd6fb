import { between, pick, type Random } from "../../random.ts";
import { gridMesh, joinMeshes, type Mesh } from "../solids/grid.ts";
import type { HeadFrame } from "../solids/head-frame.ts";
import { sampleFront, type GlassesFront } from "./lens-outline.ts";
import type { Solid } from "../solids/solid.ts";
import { tripleAt, type Triple } from "../solids/triple.ts";
import { tube } from "../solids/tube.ts";

/** Points around a lens. */
const AROUND = 20;

/** Chance that glasses are sunglasses. */
const DARK = 0.4;

/**
 * Draws glasses: two rims of one of six shapes, a bridge, temples to the ears, and clear or dark lenses.
 *
 * @param landmarks - 68 xyz triples in model space: the eyes, the root of the nose (27) and the jaw's ends (0, 16).
 * @returns frame first, then the lenses.
 */
export function sampleGlasses(
  random: Random,
  landmarks: Float32Array,
  frame: HeadFrame,
): Solid[] {
  const { unit } = frame;
  const dark = random.uniform() < DARK;
  const size = between(random, 0.9, 1.1) * (dark ? 1.08 : 1);
  const thickness = between(random, 0.018, dark ? 0.05 : 0.04) * unit;
  const front = sampleFront(random, landmarks, frame, size);
  const { rimPoint } = front;
  const meshes: Mesh[] = [];
  for (const side of [-1, 1] as const) {
    const rim = Array.from({ length: AROUND }, (_, i) => ({
      at: rimPoint(side, (2 * Math.PI * i) / AROUND),
      radius: thickness,
    }));
    const shape = { corners: 4, up: [0, 0, 1] as Triple, flatness: 0.8 };
    meshes.push(tube(rim, { ...shape, closed: true }));
    // From the rim's outer upper corner past the temple to the top of the ear and down behind it.
    const hinge = rimPoint(side, 0.2 * Math.PI);
    const ear = tripleAt(landmarks, side > 0 ? 16 : 0);
    const earX = frame.centre[0] + (ear[0] - frame.centre[0]) * 1.06;
    const temple = [
      hinge,
      [hinge[0] + 0.06 * side * unit, hinge[1], hinge[2] - 0.08 * unit],
      [earX, hinge[1] - 0.02 * unit, frame.earZ - 0.05 * unit],
      [earX, hinge[1] - 0.12 * unit, frame.earZ - 0.4 * unit],
    ] as const;
    meshes.push(
      tube(
        temple.map((at) => ({ at, radius: 1.1 * thickness })),
        { corners: 4, up: [1, 0, 0], flatness: 0.5, closed: false },
      ),
    );
  }
  const [left, right] = [
    rimPoint(1, 0.9 * Math.PI),
    rimPoint(-1, 0.9 * Math.PI),
  ];
  const middle: Triple = [
    (left[0] + right[0]) / 2,
    left[1] + 0.06 * unit,
    left[2] + 0.05 * unit,
  ];
  meshes.push(
    tube(
      [right, middle, left].map((at) => ({ at, radius: 0.9 * thickness })),
      { corners: 4, up: [0, 0, 1], flatness: 1, closed: false },
    ),
  );
  return [
    {
      ...joinMeshes(meshes),
      colour: frameColour(random),
      mottle: between(random, 0, 0.2),
      gloss: between(random, 0.1, 0.7),
      twoSided: true,
      opacity: 1,
    },
    lenses(random, dark, front),
  ];
}

function lenses(
  random: Random,
  dark: boolean,
  { middles, rimPoint }: GlassesFront,
): Solid {
  const meshes = ([-1, 1] as const).map((side) =>
    gridMesh(2, AROUND, true, (row, i) =>
      row === 0
        ? middles[side]
        : rimPoint(side, (side * 2 * Math.PI * i) / AROUND),
    ),
  );
  const mesh = joinMeshes(meshes);
  const tint = between(random, 0.02, 0.25);
  const hue = [0, 1, 2].map(() =>
    Math.max(0, tint * (1 + 0.3 * random.normal())),
  );
  // Many sunglasses let more through below.
  const fade = between(random, 0, 1.5);
  const ys = Array.from(
    { length: mesh.vertices.length / 3 },
    (_, i) => mesh.vertices[3 * i + 1]!,
  );
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  return {
    ...mesh,
    colour: dark ? (hue as [number, number, number]) : [0.9, 0.95, 1],
    shades: Float32Array.from(
      ys,
      (y) => 1 + (fade * (high - y)) / (high - low),
    ),
    mottle: 0.1,
    gloss: 0.8,
    twoSided: true,
    opacity: dark
      ? between(random, 0.7, 1)
      : Math.max(0, between(random, -0.1, 0.15)),
  };
}

/** Black, tortoise, metal, clear plastic or any colour. */
function frameColour(random: Random): Triple {
  const any = (): number => between(random, 0.05, 0.8);
  return pick<Triple>(random, [
    [[0.04, 0.04, 0.05], 5],
    [[0.25, 0.14, 0.08], 2],
    [[0.6, 0.58, 0.55], 2],
    [[0.65, 0.5, 0.3], 1],
    [[any(), any(), any()], 2],
  ]);
}
