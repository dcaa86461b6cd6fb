import { landmarkBasis, type MorphableModel } from "@fdhm/morphable-model";
import { between, pick, type Random } from "../../random.ts";
import type { Headgear } from "../worn/accessories.ts";
import { dyeSkin } from "../head/dye.ts";
import { ellipsoid } from "../solids/ellipsoid.ts";
import { sampleStyle, type Style } from "./hairstyle.ts";
import type { StrandLook } from "./strands.ts";
import { headFrame, type HeadFrame } from "../solids/head-frame.ts";
import type { Solid } from "../solids/solid.ts";
import type { Triple } from "../solids/triple.ts";

/** A person's hair. */
export interface Hair extends StrandLook {
  /** How far the hairline is moved up, in {@link HeadFrame.unit}s. */
  readonly hairline: number;
  /** How far it stands off the scalp, in units. */
  readonly thickness: number;
  /** How it is worn. */
  readonly style: Style;
}

/** From black over brown and red to blond, grey and white, with their weights. */
const COLOURS: readonly (readonly [Triple, number])[] = [
  [[0.07, 0.06, 0.06], 5],
  [[0.2, 0.13, 0.09], 5],
  [[0.36, 0.24, 0.15], 3],
  [[0.5, 0.25, 0.13], 1],
  [[0.72, 0.56, 0.36], 2],
  [[0.55, 0.54, 0.53], 1],
  [[0.88, 0.87, 0.85], 1],
];

/** The hairline in profile, `[forward, up]` from the frame's centre in units: nape, behind the ear, temple, forehead. */
const HAIRLINE: readonly (readonly [number, number])[] = [
  [-1.7, -0.9],
  [-0.85, -0.7],
  [-0.78, -0.05],
  [-0.05, 0],
  [0.15, 0.4],
  [0.35, 0.6],
  [0.7, 0.88],
  [1.5, 1.15],
];

/** Most that short hair stands off, units: cropped, full, bushy. */
const THICKNESSES = [
  [0.12, 4],
  [0.4, 3],
  [0.8, 1],
] as const;

/** Width of the hairline, units. */
const FRINGE = 0.12;

/** Draws somebody's hair, or undefined for a bald head (one of twelve); below a hat it lies close. */
export function sampleHair(
  random: Random,
  headgear?: Headgear,
): Hair | undefined {
  if (random.uniform() < 1 / 12) return undefined;
  const colour = pick(random, COLOURS);
  const style = sampleStyle(random);
  // Only short hair stands off by itself; the other strands lie on it.
  const free = style === "short" ? pick(random, THICKNESSES) : 0.08;
  const most = headgear === undefined ? free : 0.05;
  return {
    colour,
    hairline: between(random, -0.12, style === "short" ? 0.25 : 0.05),
    thickness: between(random, 0.02, most),
    mottle: between(random, 0.02, 0.2),
    style,
  };
}

/**
 * How far each vertex of a model's mean lies above the hairline.
 *
 * @returns V numbers in units, negative on face, ears and neck.
 */
export function aboveHairline(model: MorphableModel): Float32Array {
  const { unit, centre } = headFrame(landmarkBasis(model).mean);
  return Float32Array.from({ length: model.vertexCount }, (_, vertex) => {
    const up = (model.mean[3 * vertex + 1]! - centre[1]) / unit;
    const forward = (model.mean[3 * vertex + 2]! - centre[2]) / unit;
    return up - hairlineAt(forward);
  });
}

function hairlineAt(forward: number): number {
  const next = HAIRLINE.findIndex(([at]) => at > forward);
  if (next === 0) return HAIRLINE[0]![1];
  if (next < 0) return HAIRLINE.at(-1)![1];
  const [x0, y0] = HAIRLINE[next - 1]!;
  const [x1, y1] = HAIRLINE[next]!;
  return y0 + ((y1 - y0) * (forward - x0)) / (x1 - x0);
}

/** 0 below the hairline, 1 where the hair is full. */
function cover(above: number, hair: Hair): number {
  return Math.max(0, Math.min(1, (above - hair.hairline) / FRINGE));
}

/**
 * Moves the scalp outwards by the hair's thickness, in place.
 *
 * @param points - the head's vertices in model space, `3 V` numbers.
 * @param above - what {@link aboveHairline} says of the model.
 */
export function growHair(
  points: Float32Array,
  above: Float32Array,
  hair: Hair,
  { centre, unit }: HeadFrame,
): void {
  for (const [vertex, height] of above.entries()) {
    const covered = cover(height, hair);
    if (covered === 0) continue;
    const offset = [0, 1, 2].map((c) => points[3 * vertex + c]! - centre[c]!);
    const [x, y, z] = offset as [number, number, number];
    const stretch = (covered * hair.thickness * unit) / Math.hypot(x, y, z);
    for (let c = 0; c < 3; c++) points[3 * vertex + c]! += stretch * offset[c]!;
  }
}

/**
 * Gives the scalp the hair's colour, in place.
 *
 * @param light - the factors that the skin is multiplied with, `3 V` numbers.
 * @param skin - mean colour of the skin, which the factors must undo; 0 to 1.
 */
export function dyeHair(
  light: Float32Array,
  above: Float32Array,
  hair: Hair,
  skin: Triple,
  random: Random,
): void {
  const covered = above.map((height) => cover(height, hair));
  dyeSkin(light, covered, { ...hair, strength: 1 }, skin, random);
}

/** What hangs or is tied behind the head, as one body; strands are drawn over it. */
export function hairBehind(
  hair: Hair,
  frame: HeadFrame,
  random: Random,
): Solid | undefined {
  if (hair.style === "long") return longHair(hair, frame, random);
  return hair.style === "tied" ? knot(hair, frame, random) : undefined;
}

/** Hair that falls behind the ears to the shoulders. */
function longHair(
  { colour, mottle }: Hair,
  { unit, centre, earZ }: HeadFrame,
  random: Random,
): Solid {
  return ellipsoid(
    [
      centre[0],
      centre[1] - between(random, 0.5, 1.2) * unit,
      earZ - 1.1 * unit,
    ],
    [
      between(random, 1.1, 1.4) * unit,
      between(random, 1.5, 2.3) * unit,
      0.8 * unit,
    ],
    { colour, mottle, gloss: 0.1 },
  );
}

/** A bun anywhere from the nape to the crown, or a tail that hangs from there. */
function knot(
  { colour, mottle }: Hair,
  { unit, centre }: HeadFrame,
  random: Random,
): Solid {
  const down = between(random, 0.5, 1.8);
  const radius = between(random, 0.3, 0.6) * unit;
  const tail = random.uniform() < 0.4 ? between(random, 1.5, 3) : 1;
  const away = 1.45 * unit + 0.5 * radius;
  return ellipsoid(
    [
      centre[0],
      centre[1] + away * Math.cos(down) - (tail - 1) * radius,
      centre[2] - away * Math.sin(down),
    ],
    [radius, tail * radius, radius],
    { colour, mottle, gloss: 0.1 },
  );
}
