import { expected } from "@fdhm/errors";
import { OPENINGS } from "@fdhm/landmarks";
import type { ComparedFace } from "./landmark-errors.ts";
import { mean } from "./mean.ts";
import { nme } from "./nme.ts";
import { normaliserLength } from "./normaliser.ts";

/** What opens and closes in a face. */
export type Opening = "eyes" | "lips";

/** How well found landmarks follow an opening. */
export interface OpeningError {
  /** Mean distance of found and true openings, a fraction of the face's size. */
  readonly mean: number;
  /** Pearson's correlation of found and true openings over the faces: 1 follows them all, 0 none; null where either never changes. */
  readonly correlation: number | null;
}

/** The parts of each, whose openings are measured one by one. */
const PARTS_OF = {
  eyes: ["rightEye", "leftEye"],
  lips: ["innerLips"],
} as const;

/**
 * How well eyelids and lips are followed: distances between upper and lower lid and between the inner edges of the lips, in x
 * and y, over `sqrt(width * height)` of the true box. Faces without landmarks are left out.
 *
 * @throws RangeError where fewer than two faces have landmarks, or as {@link nme} does.
 */
export function openingErrors(
  faces: readonly ComparedFace[],
): Readonly<Record<Opening, OpeningError>> {
  const compared = faces.filter(({ predicted }) => predicted !== null);
  if (compared.length < 2)
    throw expected("two faces with landmarks", "faces", compared.length);
  for (const { predicted, truth } of compared) nme(predicted!, truth); // Refuses what cannot be compared.
  return { eyes: errorOf("eyes", compared), lips: errorOf("lips", compared) };
}

function errorOf(
  opening: Opening,
  faces: readonly ComparedFace[],
): OpeningError {
  const found: number[] = [];
  const given: number[] = [];
  for (const { predicted, truth } of faces) {
    const unit = normaliserLength(truth, "box");
    for (const part of PARTS_OF[opening]) {
      const pairs = OPENINGS[part];
      found.push(gap(predicted!, pairs) / unit);
      given.push(gap(truth, pairs) / unit);
    }
  }
  const off = found.map((value, i) => Math.abs(value - given[i]!));
  return { mean: mean(off), correlation: correlation(found, given) };
}

function gap(
  landmarks: ArrayLike<number>,
  pairs: readonly (readonly [number, number])[],
): number {
  return mean(
    pairs.map(([upper, lower]) =>
      Math.hypot(
        landmarks[3 * upper]! - landmarks[3 * lower]!,
        landmarks[3 * upper + 1]! - landmarks[3 * lower + 1]!,
      ),
    ),
  );
}

function correlation(
  a: readonly number[],
  b: readonly number[],
): number | null {
  const [meanA, meanB] = [mean(a), mean(b)];
  let [together, squaresA, squaresB] = [0, 0, 0];
  for (const [i, value] of a.entries()) {
    const [u, v] = [value - meanA, b[i]! - meanB];
    together += u * v;
    squaresA += u * u;
    squaresB += v * v;
  }
  const product = squaresA * squaresB;
  return product > 0 ? together / Math.sqrt(product) : null;
}
