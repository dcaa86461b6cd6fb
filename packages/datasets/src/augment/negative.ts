import type { CropWindow } from "@fdhm/landmarks";
import { paintBackground } from "../pixels/background.ts";
import { between, pick, type Random } from "../random.ts";
import { shuffleTiles } from "./shuffle-tiles.ts";

/** How an example is made that holds no face, or less than half of one. */
export type NegativeKind =
  "beside" | "part" | "far" | "shuffled" | "background";

/** A drawn negative: its kind, and where the window lies. */
export interface Negative {
  /** What is done with the window's crop. */
  readonly kind: NegativeKind;
  /** In sides of the protocol's window, from its centre. */
  readonly window: CropWindow;
}

const TILES = 4;

/** How often each kind is drawn, in proportion. */
const SHARES: readonly (readonly [NegativeKind, number])[] = [
  ["beside", 4],
  ["part", 2],
  ["far", 2],
  ["shuffled", 1],
  ["background", 1],
];

/**
 * Draws a negative example:
 *
 * - `beside`: the centre lies 0.6 to 1 sides off, so that less than half of the face is inside;
 * - `part`: a window of 0.2 to 0.4 sides within the face: an eye, a cheek, the mouth;
 * - `far`: a window of 3 to 5 sides, in which the face is too small to be aligned;
 * - `shuffled`: a face whose tiles are laid out anew;
 * - `background`: no picture of a face at all.
 *
 * @param kinds - the ones to draw from; all if not given.
 */
export function drawNegative(
  random: Random,
  kinds?: readonly NegativeKind[],
): Negative {
  const kind = pick(
    random,
    SHARES.filter(([one]) => kinds?.includes(one) ?? true),
  );
  const direction = between(random, -Math.PI, Math.PI);
  const [distance, side] = {
    beside: [between(random, 0.6, 1), between(random, 0.85, 1.1)],
    part: [between(random, 0, 0.25), between(random, 0.2, 0.4)],
    far: [between(random, 0, 0.5), between(random, 3, 5)],
    shuffled: [between(random, 0, 0.1), between(random, 0.85, 1.2)],
    background: [0, 1],
  }[kind] as [number, number];
  return {
    kind,
    window: {
      centreX: distance * Math.cos(direction),
      centreY: distance * Math.sin(direction),
      side,
      roll: between(random, -Math.PI / 2, Math.PI / 2),
    },
  };
}

/**
 * Takes the face out of the kinds of negatives whose window still holds one.
 *
 * @param pixels - `size * size * 3` numbers from 0 to 255, NHWC: the crop of the negative's window; changed in place.
 */
export function removeFace(
  pixels: Float32Array,
  size: number,
  { kind }: Negative,
  random: Random,
): void {
  if (kind === "shuffled") shuffleTiles(pixels, size, TILES, random);
  if (kind === "background") pixels.set(paintBackground(random, size));
}
