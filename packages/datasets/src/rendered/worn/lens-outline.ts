import { pick, type Random } from "../../random.ts";
import type { HeadFrame } from "../solids/head-frame.ts";
import { tripleAt, type Triple } from "../solids/triple.ts";

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

/** The front of a pair of glasses, fitted to a face. */
export interface GlassesFront {
  /** Middle of each lens, the subject's right (-1) and left (1). */
  readonly middles: Readonly<Record<-1 | 1, Triple>>;
  /** A point of a rim; angle 0 points away from the nose, a quarter turn up. */
  readonly rimPoint: (side: -1 | 1, angle: number) => Triple;
}

/**
 * Draws the shape of the lenses and fits it to a face: before lids and nose, bent round the face, with room for the bridge.
 *
 * @param landmarks - 68 xyz triples in model space.
 * @param size - factor of the lenses' size.
 */
export function sampleFront(
  random: Random,
  landmarks: Float32Array,
  frame: HeadFrame,
  size: number,
): GlassesFront {
  const outline = pick(random, OUTLINES);
  const fit = fitted(landmarks, frame, size * outline.halfWidth);
  return {
    middles: fit.middles,
    rimPoint: (side, angle) =>
      onOutline(outline, size, frame.unit, fit, side, angle),
  };
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
