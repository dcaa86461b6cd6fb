import { landmarkBasis, type MorphableModel } from "@fdhm/morphable-model";
import { between, pick, type Random } from "../../random.ts";
import type { Dye } from "./dye.ts";
import { headFrame } from "../solids/head-frame.ts";
import { tripleAt, type Triple } from "../solids/triple.ts";

/** Chance of a beard. */
const BEARD = 0.2;

/** How soft its edges are, units of the head. */
const SOFT = 0.1;

/** Where beards grow on a model: V numbers each, from 0 to 1. */
export interface BeardCover {
  /** Between nose and mouth. */
  readonly moustache: Float32Array;
  /** On chin, jaw and throat, up to the ears. */
  readonly chin: Float32Array;
}

/** Finds where beards grow on a model's mean: below the line from the ear to the mouth's corner, around but not on the lips. */
export function beardCover(model: MorphableModel): BeardCover {
  const basis = landmarkBasis(model);
  const at = (k: number): Triple => tripleAt(basis.mean, k);
  const { unit, centre, chinY, earZ } = headFrame(basis.mean);
  const mouthX = (at(54)[0] - at(48)[0]) / 2;
  const upperLip = (at(50)[1] + at(52)[1]) / 2;
  const lowerLip = at(57)[1];
  const mouthY = (upperLip + lowerLip) / 2;
  const nose = at(33)[1];
  const soft = (inside: number): number =>
    Math.max(0, Math.min(1, inside / (SOFT * unit)));
  const moustache = new Float32Array(model.vertexCount);
  const chin = new Float32Array(model.vertexCount);
  for (let vertex = 0; vertex < model.vertexCount; vertex++) {
    const [x, y, z] = tripleAt(model.mean, vertex);
    const aside = Math.abs(x - centre[0]);
    if (z < earZ - 0.15 * unit) continue;
    const lips = Math.hypot(
      aside / (1.05 * mouthX),
      (y - mouthY) / (0.6 * (upperLip - lowerLip) + 0.03 * unit),
    );
    const clear = soft((lips - 1) * 0.3 * unit);
    const slope = (aside - mouthX) / Math.max(1e-6, unit - mouthX);
    const upper = mouthY + 0.15 * unit + 0.6 * unit * Math.max(0, slope);
    chin[vertex] =
      clear *
      soft(upper - y) *
      soft(y - (chinY - 0.3 * unit)) *
      soft(z - (earZ - 0.05 * unit));
    moustache[vertex] =
      clear *
      soft(nose - y) *
      soft(y - (mouthY - 0.1 * unit)) *
      soft(1.25 * mouthX - aside) *
      soft(z - (at(48)[2] - 0.25 * unit));
  }
  return { moustache, chin };
}

/** Somebody's beard: what is dyed, and with what. */
export interface Beard {
  /** Whether the chin has one; else there is a moustache alone. */
  readonly full: boolean;
  /** Stubble hides little of the skin, a full beard nearly all. */
  readonly dye: Dye;
}

/**
 * Draws a beard, or undefined for the four of five who have none.
 *
 * @param colour - of the hair on the head.
 */
export function sampleBeard(random: Random, colour: Triple): Beard | undefined {
  if (random.uniform() >= BEARD) return undefined;
  const full = pick(random, [
    [true, 3],
    [false, 1],
  ]);
  const stubble = random.uniform() < 0.5;
  return {
    full,
    dye: {
      colour,
      strength: stubble ? between(random, 0.15, 0.5) : between(random, 0.6, 1),
      mottle: between(random, 0.03, 0.15),
    },
  };
}

/** How much of each vertex a beard covers. */
export function coveredBy(
  { moustache, chin }: BeardCover,
  { full }: Beard,
): Float32Array {
  if (!full) return moustache;
  return chin.map((value, vertex) => Math.max(value, moustache[vertex]!));
}
