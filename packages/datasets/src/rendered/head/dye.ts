import type { Random } from "../../random.ts";
import type { Triple } from "../solids/triple.ts";

/** A colour for a part of the skin. */
export interface Dye {
  /** Red, green and blue, 0 to 1. */
  readonly colour: Triple;
  /** How much of the skin's own colour it hides, 0 to 1. */
  readonly strength: number;
  /** Deviation of each vertex's brightness, as a part of it. */
  readonly mottle: number;
}

/**
 * Dyes a part of the skin, in place.
 *
 * @param light - the factors that the skin is multiplied with, `3 V` numbers.
 * @param cover - how much of each vertex is dyed, V numbers from 0 to 1.
 * @param skin - mean colour of the skin, which the factors must undo; 0 to 1.
 */
export function dyeSkin(
  light: Float32Array,
  cover: ArrayLike<number>,
  { colour, strength, mottle }: Dye,
  skin: Triple,
  random: Random,
): void {
  const factors = [0, 1, 2].map((c) => colour[c]! / Math.max(0.05, skin[c]!));
  for (let vertex = 0; 3 * vertex < light.length; vertex++) {
    const covered = strength * cover[vertex]!;
    if (covered === 0) continue;
    const shade = Math.max(0, 1 + mottle * random.normal());
    for (let c = 0; c < 3; c++)
      light[3 * vertex + c]! *= 1 + covered * (shade * factors[c]! - 1);
  }
}
