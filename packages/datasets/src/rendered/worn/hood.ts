import { between, type Random } from "../../random.ts";
import { clothColour } from "./clothes.ts";
import { gridMesh } from "../solids/grid.ts";
import { onSkull, type Skull } from "../solids/skull.ts";
import type { Solid } from "../solids/solid.ts";
import type { Triple } from "../solids/triple.ts";

const AROUND = 28;
const BACK = 9;

/**
 * Draws a hood or a headscarf: cloth around the face, over the head and down to the shoulders. A headscarf lies closely, a hood stands
 * off and leaves more of the head free.
 */
export function sampleHood(random: Random, skull: Skull): Solid {
  const tight = random.uniform() < 0.5;
  const lift = tight ? between(random, 1.06, 1.14) : between(random, 1.2, 1.4);
  const opening = tight
    ? { up: between(random, 0.7, 0.95), aside: 1.1, down: 1.2 }
    : { up: between(random, 0.85, 1.15), aside: 1.25, down: 1.45 };
  const folds = Math.round(between(random, 5, 11));
  const phase = between(random, 0, 2 * Math.PI);
  const mesh = gridMesh(BACK, AROUND, true, (row, column) => {
    // Clockwise around the face, as rows run from its rim to the back.
    const around = (-2 * Math.PI * column) / AROUND;
    const [sin, cos] = [Math.sin(around), Math.cos(around)];
    const vertical = cos > 0 ? opening.up : opening.down;
    const rim = 1 / Math.hypot(cos / vertical, sin / opening.aside);
    const turn = rim + (row / (BACK - 1)) * (Math.PI - 1e-3 - rim);
    const towards: Triple = [
      Math.sin(turn) * sin,
      Math.sin(turn) * cos,
      Math.cos(turn),
    ];
    const fold = 1 + 0.02 * Math.sin(folds * around + phase);
    const [x, y, z] = onSkull(skull, towards, lift * fold);
    // Cloth that has left the jaw falls outwards onto the shoulders.
    const below = Math.max(0, skull.centre[1] - 1.5 * skull.unit - y);
    const spread = 1 + (0.5 * below) / skull.unit;
    return [skull.centre[0] + spread * (x - skull.centre[0]), y, z];
  });
  return {
    ...mesh,
    colour: clothColour(random),
    mottle: between(random, 0.02, 0.12),
    gloss: 0,
    twoSided: true,
    opacity: 1,
  };
}
