import type { Lighting } from "@fdhm/morphable-model";
import { unit, type Triple } from "../solids/triple.ts";

/** What a surface does with light. */
export interface Finish {
  /** Its colour as far as highlights are concerned, 0 to 1: they are as bright on dark skin as on light. */
  readonly colour: Triple;
  /** Strength of highlights: 0 for cloth, 0.2 for skin, 1 for glass. */
  readonly gloss: number;
  /** How far light creeps past the edge of its own shadow, 0 to 1: skin lets some through. */
  readonly wrap: number;
  /** Whether both sides are seen, as a brim's are. */
  readonly twoSided: boolean;
}

/** What reaches a surface of the light. */
export interface Reach {
  /** Share of the light from everywhere that arrives at each vertex. */
  readonly ambient?: Float32Array | undefined;
  /** Share of the first lamp's light that arrives at each vertex. */
  readonly lamp?: Float32Array | undefined;
}

/** Highlights' exponent, as the number of squarings: 2^4 = 16. */
const SQUARINGS = 4;

/**
 * How bright each vertex is in a photograph, as a factor of its colour: Lambert's law for lamps, light from everywhere that
 * comes a little more from above, Blinn's highlights; then the square root, since photographs keep about the square root of the
 * light.
 *
 * @param normals - unit vectors in model space, `3 V` numbers.
 * @param turn - the head's rotation, 9 numbers row by row; lamps and camera stay where they are.
 * @param out - receives a factor for red, green and blue each vertex, `3 V` numbers from 0.
 */
export function shade(
  normals: Float32Array,
  turn: ArrayLike<number>,
  scene: Lighting,
  finish: Finish,
  reach: Reach,
  out: Float32Array,
): void {
  const lamps = scene.lights.map(({ direction, colour }) => {
    const towards = toModel(unit(direction), turn);
    const [x, y, z] = unit(direction);
    return {
      towards,
      colour,
      half: toModel(unit([x, y, z + 1]), turn),
    };
  });
  const [cameraX, cameraY, cameraZ] = toModel([0, 0, 1], turn);
  const [upX, upY, upZ] = toModel([0, 1, 0], turn);
  const { gloss, wrap, twoSided } = finish;
  const undo = finish.colour.map((value) => gloss / Math.max(0.08, value));
  const [red, green, blue] = scene.ambient;
  for (let i = 0, vertex = 0; i < normals.length; i += 3, vertex++) {
    let nx = normals[i]!;
    let ny = normals[i + 1]!;
    let nz = normals[i + 2]!;
    if (twoSided && nx * cameraX + ny * cameraY + nz * cameraZ < 0) {
      nx = -nx;
      ny = -ny;
      nz = -nz;
    }
    const open =
      (reach.ambient?.[vertex] ?? 1) *
      (0.85 + 0.15 * (nx * upX + ny * upY + nz * upZ));
    let r = red * open;
    let g = green * open;
    let b = blue * open;
    let shineR = 0;
    let shineG = 0;
    let shineB = 0;
    for (let n = 0; n < lamps.length; n++) {
      const { towards, half, colour } = lamps[n]!;
      const share = n === 0 ? (reach.lamp?.[vertex] ?? 1) : open;
      const facing = nx * towards[0] + ny * towards[1] + nz * towards[2];
      const diffuse = (share * Math.max(0, facing + wrap)) / (1 + wrap);
      r += diffuse * colour[0];
      g += diffuse * colour[1];
      b += diffuse * colour[2];
      if (gloss === 0 || facing <= 0) continue;
      let shine = Math.max(0, nx * half[0] + ny * half[1] + nz * half[2]);
      for (let s = 0; s < SQUARINGS; s++) shine *= shine;
      shine *= share;
      shineR += shine * colour[0];
      shineG += shine * colour[1];
      shineB += shine * colour[2];
    }
    out[i] = rolledOff(Math.sqrt(r) + undo[0]! * shineR, finish.colour[0]);
    out[i + 1] = rolledOff(Math.sqrt(g) + undo[1]! * shineG, finish.colour[1]);
    out[i + 2] = rolledOff(Math.sqrt(b) + undo[2]! * shineB, finish.colour[2]);
  }
}

/** Film and sensors do not clip at once: what comes out brighter than this share of white is bent towards white and a little beyond. */
const SHOULDER = 0.72;
const BEYOND = 0.38;

/** The factor whose product with the colour is bent. */
function rolledOff(factor: number, colour: number): number {
  const over = factor * colour - SHOULDER;
  if (over <= 0) return factor;
  return (SHOULDER + BEYOND * (1 - Math.exp(-over / BEYOND))) / colour;
}

/** A direction of the camera's space in model space: the transpose of the head's rotation. */
export function toModel([x, y, z]: Triple, r: ArrayLike<number>): Triple {
  return [
    r[0]! * x + r[3]! * y + r[6]! * z,
    r[1]! * x + r[4]! * y + r[7]! * z,
    r[2]! * x + r[5]! * y + r[8]! * z,
  ];
}
