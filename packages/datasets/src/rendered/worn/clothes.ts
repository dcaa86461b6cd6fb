import { between, type Random } from "../../random.ts";
import { ellipsoid } from "../solids/ellipsoid.ts";
import { landmarkBasis, type MorphableModel } from "@fdhm/morphable-model";
import { headFrame, type HeadFrame } from "../solids/head-frame.ts";
import type { Solid } from "../solids/solid.ts";
import type { Triple } from "../solids/triple.ts";

/** Draws shoulders in a pullover of any colour: they hide where a head model ends. */
export function sampleClothes(
  random: Random,
  { unit, centre, chinY, earZ }: HeadFrame,
): Solid {
  const collar = chinY - between(random, 0.36, 0.52) * unit;
  const height = 1.7 * unit;
  return ellipsoid(
    [centre[0], collar - height, earZ - 0.75 * unit],
    [between(random, 2.9, 3.5) * unit, height, 1.5 * unit],
    { colour: clothColour(random), mottle: between(random, 0, 0.2), gloss: 0 },
  );
}

/**
 * How much of each vertex of a model's mean the pullover covers: what lies well below the chin.
 *
 * @returns V numbers from 0 to 1.
 */
export function shoulderCover(model: MorphableModel): Float32Array {
  const { unit, chinY } = headFrame(landmarkBasis(model).mean);
  return Float32Array.from({ length: model.vertexCount }, (_, vertex) => {
    const below = chinY - 0.75 * unit - model.mean[3 * vertex + 1]!;
    return Math.max(0, Math.min(1, below / (0.1 * unit)));
  });
}

/** A colour as clothes have them: from black to white, seldom strong. */
export function clothColour(random: Random): Triple {
  const light = between(random, 0.04, 0.92);
  const chroma = 0.13 * random.uniform() + (random.uniform() < 0.2 ? 0.2 : 0);
  const channel = (): number =>
    Math.max(0.02, Math.min(1, light + chroma * random.normal()));
  return [channel(), channel(), channel()];
}
