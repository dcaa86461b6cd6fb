import { between, type Random } from "../../random.ts";
import { joinMeshes } from "../solids/grid.ts";
import { direction, onSkull, type Skull } from "../solids/skull.ts";
import type { Solid } from "../solids/solid.ts";
import { cross, plus, unit, type Triple } from "../solids/triple.ts";
import { capsule } from "../solids/tube.ts";

/** Sizes of a hand in units of the head (about 7 cm). */
const FINGER = { length: 0.95, radius: 0.115, apart: 0.24 };
const PALM = { length: 1.1, radius: 0.16 };
const ARM = { length: 2.6, radius: 0.36 };

/**
 * Draws a hand on the face: at the chin, on a cheek, before the mouth, at the temple, its fingers more or less upwards and spread, with
 * the wrist below.
 *
 * @param skin - colour of the skin, 0 to 1.
 */
export function sampleHand(random: Random, skull: Skull, skin: Triple): Solid {
  const side = random.uniform() < 0.5 ? -1 : 1;
  const towards = direction(
    side * between(random, 0, 1.5),
    between(random, 1.75, 2.4),
  );
  const tips = onSkull(skull, towards, between(random, 1.05, 1.12));
  const out = unit(plus(tips, skull.centre, -1));
  // Along the face, upwards and leaning towards the middle or away from it.
  const lean = between(random, -0.9, 0.5) * side;
  const aside = unit(cross([0, 1, 0], out));
  const along = unit(plus(cross(out, aside), aside, lean));
  const across = unit(cross(along, out));
  const spread = between(random, 0, 0.15);
  const { unit: size } = skull;
  const meshes = [-1.5, -0.5, 0.5, 1.5].flatMap((finger) => {
    const shift = FINGER.apart * finger * size;
    const bent = plus(along, across, spread * finger);
    const shorter = 1 - 0.06 * finger * finger;
    const knuckle = plus(tips, across, shift);
    const tip = plus(knuckle, bent, FINGER.length * shorter * size);
    const wrist = plus(
      plus(knuckle, along, -PALM.length * size),
      across,
      -0.35 * shift,
    );
    return [
      capsule(knuckle, tip, FINGER.radius * size),
      capsule(
        plus(wrist, out, 0.12 * size),
        plus(knuckle, out, 0.03 * size),
        PALM.radius * size,
      ),
    ];
  });
  const thumb = plus(
    plus(tips, along, -0.75 * size),
    across,
    -0.4 * side * size,
  );
  meshes.push(
    capsule(
      thumb,
      plus(plus(thumb, across, -0.3 * side * size), along, 0.6 * size),
      0.13 * size,
    ),
  );
  const wrist = plus(plus(tips, along, -1.2 * size), out, 0.12 * size);
  const down: Triple = [0.3 * side, -1, 0.1];
  meshes.push(
    capsule(
      wrist,
      plus(wrist, unit(down), ARM.length * size),
      ARM.radius * size,
    ),
  );
  return {
    ...joinMeshes(meshes),
    colour: skin,
    mottle: 0.04,
    gloss: 0.1,
    twoSided: false,
    opacity: 1,
  };
}
