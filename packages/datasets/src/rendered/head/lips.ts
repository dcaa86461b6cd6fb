import { landmarkBasis, type MorphableModel } from "@fdhm/morphable-model";
import { between, type Random } from "../../random.ts";
import type { Dye } from "./dye.ts";
import { tripleAt } from "../solids/triple.ts";

/** Chance of lips in another colour than the skin's own. */
const PAINTED = 0.3;

/** Landmarks around the lips, outside. */
const OUTLINE = [48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59] as const;

/**
 * Which vertices of a model's mean belong to the lips: those within the outline of landmarks 48 to 59, not deeper than the mouth's corners.
 *
 * @returns V numbers, 0 or 1.
 */
export function lipCover(model: MorphableModel): Float32Array {
  const basis = landmarkBasis(model).mean;
  const outline = OUTLINE.map((k) => tripleAt(basis, k));
  const deepest = Math.min(basis[3 * 48 + 2]!, basis[3 * 54 + 2]!);
  const width = basis[3 * 54]! - basis[3 * 48]!;
  return Float32Array.from({ length: model.vertexCount }, (_, vertex) => {
    const [x, y, z] = tripleAt(model.mean, vertex);
    if (z < deepest - 0.05 * width) return 0;
    let inside = false;
    outline.forEach(([x0, y0], i) => {
      const [x1, y1] = outline[(i + 1) % outline.length]!;
      if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0))
        inside = !inside;
    });
    return inside ? 1 : 0;
  });
}

/**
 * Draws paint for lips, rose to dark red, or undefined for bare ones.
 *
 * @param always - whether bare lips have no colour of their own, as on a model without a skin.
 */
export function sampleLips(random: Random, always = false): Dye | undefined {
  if (random.uniform() >= PAINTED && !always) return undefined;
  const depth = between(random, 0.35, 0.85);
  return {
    colour: [
      depth,
      depth * between(random, 0.15, 0.55),
      depth * between(random, 0.25, 0.6),
    ],
    strength: between(random, 0.2, 0.8),
    mottle: 0,
  };
}
