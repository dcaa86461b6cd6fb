import { createRandom, type Random } from "../random.ts";

/** What of a rendered face is left to chance, each with a stream of its own. */
const PARTS = [
  "person",
  "expression",
  "pose",
  "light",
  "hair",
  "clothes",
  "background",
  "gaze",
  "headgear",
  "hat",
  "mask",
  "glasses",
  "hand",
  "object",
  "strands",
  "loose",
  "lashes",
  "colour",
  "brows",
  "eyes",
  "mottle",
  "camera",
  "patch",
] as const;

/** Gives the stream of chance for a part of a face; the same stream each time. */
export type Chance = (part: (typeof PARTS)[number]) => Random;

/**
 * The chance of one face. Each part draws from its own stream, so that who leaves out hats, narrows the poses or gives other backgrounds
 * keeps everything else as it was.
 *
 * @param seed - of the set.
 * @param index - of the face.
 */
export function faceChance(seed: number, index: number): Chance {
  return (part) => createRandom(seed, index, PARTS.indexOf(part));
}
