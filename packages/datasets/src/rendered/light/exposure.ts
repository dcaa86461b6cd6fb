import type { Lighting } from "@fdhm/morphable-model";
import { between, pick, type Random } from "../../random.ts";
import { shade, type Finish } from "./shading.ts";
import type { Triple } from "../solids/triple.ts";

/** How bright the face of a photograph is as a rule, 0 to 1, and how much a skin's own brightness counts in that. */
const USUAL = { brightness: 0.62, own: 0.5 };

/**
 * Exposes a scene as photographers do, for the face: its light is scaled so that the face comes out about as bright as faces in
 * photographs are, darker skin darker; some are under- or overexposed.
 *
 * @param normals - unit vectors in model space all over the face.
 * @param turn - the head's rotation, 9 numbers row by row.
 */
export function expose(
  random: Random,
  scene: Lighting,
  normals: Float32Array,
  turn: ArrayLike<number>,
  finish: Finish,
): Lighting {
  const light = new Float32Array(normals.length);
  shade(normals, turn, scene, { ...finish, gloss: 0 }, {}, light);
  const own = luma(finish.colour);
  let mean = 0;
  for (let i = 0; i < light.length; i += 3)
    mean += own * luma([light[i]!, light[i + 1]!, light[i + 2]!]);
  mean /= light.length / 3;
  const mistake = pick(random, [
    [1, 8],
    [between(random, 0.35, 0.7), 1],
    [between(random, 1.2, 1.5), 1],
  ]);
  const wanted =
    mistake *
    USUAL.brightness ** (1 - USUAL.own) *
    own ** USUAL.own *
    Math.exp(0.2 * random.normal());
  // Photographs keep the square root of the light.
  const gain = (wanted / Math.max(0.01, mean)) ** 2;
  const scaled = ([r, g, b]: Triple): Triple => [gain * r, gain * g, gain * b];
  return {
    ambient: scaled(scene.ambient),
    lights: scene.lights.map(({ direction, colour }) => ({
      direction,
      colour: scaled(colour),
    })),
  };
}

function luma([r, g, b]: Triple): number {
  return 0.299 * r + 0.587 * g + 0.114 * b;
}
