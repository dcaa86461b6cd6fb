import { between, type Random } from "../random.ts";
import type { Ellipsoid } from "./ellipsoid.ts";
import type { HeadFrame } from "./head-frame.ts";

/** Draws shoulders in a pullover of any colour: they hide where a head model ends. */
export function sampleClothes(
  random: Random,
  { unit, centre, chinY, earZ }: HeadFrame,
): Ellipsoid {
  const collar = chinY - between(random, 0.45, 0.75) * unit;
  const height = 1.5 * unit;
  return {
    centre: [centre[0], collar - height, earZ - 0.35 * unit],
    radii: [between(random, 2.8, 3.4) * unit, height, 1.3 * unit],
    colour: [
      between(random, 0.03, 0.9),
      between(random, 0.03, 0.9),
      between(random, 0.03, 0.9),
    ],
    mottle: between(random, 0, 0.3),
  };
}
