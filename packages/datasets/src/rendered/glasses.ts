import { between, pick, type Random } from "../random.ts";
import { gridMesh, joinMeshes, type Mesh } from "./grid.ts";
import type { HeadFrame } from "./head-frame.ts";
import type { Solid } from "./solid.ts";
import { tripleAt, type Triple } from "./triple.ts";
import { tube } from "./tube.ts";

/** The outline of one lens: half its width and height in units of the head, and how it departs from an ellipse. */
interface Outline {
  readonly halfWidth: number;
  readonly halfHeight: number;
  /** 2 is an ellipse, more a rounded rectangle. */
  readonly power: number;
  /** How much further it reaches below than above, as a part of its height. */
  readonly droop: number;
  /** How much its outer side is raised, as a part of its height. */
  readonly lift: number;
}

/** Shapes with how often they are met. */
const OUTLINES: readonly (readonly [Outline, number])[] = [
  [o(0.31, 0.29, 2, 0, 0), 2],
  [o(0.37, 0.22, 5, 0, 0), 3],
  [o(0.38, 0.28, 3, 0.1, 0.1), 3],
  [o(0.4, 0.33, 2.4, 0.25, 0), 2],
  [o(0.37, 0.25, 2.6, 0, 0.35), 1],
  [o(0.43, 0.38, 2.5, 0.1, 0), 1],
];

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
  const outline = pick(random, OUTLINES);
  const dark = random.uniform() < DARK;
  const size = between(random, 0.9, 1.1) * (dark ? 1.08 : 1);
  const thickness = between(random, 0.018, dark ? 0.05 : 0.04) * unit;
  const fit = fitted(landmarks, frame, size * outline.halfWidth);
  const rimPoint = (side: -1 | 1, angle: number): Triple =>
    onOutline(outline, size, unit, fit, side, angle);
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
    lenses(random, dark, fit, rimPoint),
  ];
}

function o(
  halfWidth: number,
  halfHeight: number,
  power: number,
  droop: number,
  lift: number,
): Outline {
  return { halfWidth, halfHeight, power, droop, lift };
}

/** Where the lenses' middles lie, and how the front bends round the face. */
interface Fit {
  readonly middles: Record<-1 | 1, Triple>;
  readonly centreX: number;
  /** How far the front falls back one unit from the middle, units. */
  readonly bend: number;
}

/** The front stands before lids and nose; the lenses leave room for the bridge between them. */
function fitted(
  landmarks: Float32Array,
  { unit }: HeadFrame,
  halfWidth: number,
): Fit {
  const at = (k: number): Triple => tripleAt(landmarks, k);
  const lids = [37, 38, 43, 44].map((k) => at(k)[2]);
  const root = at(27);
  const z = Math.max(...lids.map((lid) => lid + 0.17 * unit), root[2]);
  const middle = (side: -1 | 1): Triple => {
    const [outer, inner] = side > 0 ? [at(45), at(42)] : [at(36), at(39)];
    const eye = Math.abs((outer[0] + inner[0]) / 2 - root[0]);
    return [
      root[0] + side * Math.max(eye, halfWidth * unit + 0.1 * unit),
      (outer[1] + inner[1]) / 2 - 0.04 * unit,
      z,
    ];
  };
  return {
    middles: { [-1]: middle(-1), 1: middle(1) },
    centreX: root[0],
    bend: 0.16,
  };
}

/** A point of a rim; angle 0 points away from the nose, a quarter turn up. */
function onOutline(
  { halfWidth, halfHeight, power, droop, lift }: Outline,
  size: number,
  unit: number,
  { middles, centreX, bend }: Fit,
  side: -1 | 1,
  angle: number,
): Triple {
  const rounded = (value: number): number =>
    Math.sign(value) * Math.abs(value) ** (2 / power);
  const across = rounded(Math.cos(angle));
  const high = rounded(Math.sin(angle));
  const [x0, y0, z0] = middles[side];
  const x = x0 + side * size * halfWidth * unit * across;
  const up = high < 0 ? high * (1 + droop) : high;
  const y = y0 + size * halfHeight * unit * (up + lift * Math.max(0, across));
  const off = (x - centreX) / unit;
  return [x, y, z0 - bend * off * off * unit];
}

function lenses(
  random: Random,
  dark: boolean,
  { middles }: Fit,
  rimPoint: (side: -1 | 1, angle: number) => Triple,
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
