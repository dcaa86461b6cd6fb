import type { CropWindow } from "@fdhm/landmarks";
import { between, pick, type Random } from "../random.ts";

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

/**
 * Draws a negative example:
 *
 * - `beside`: the centre lies 0.6 to 1 sides off, so that less than half of the face is inside;
 * - `part`: a window of 0.2 to 0.4 sides within the face: an eye, a cheek, the mouth;
 * - `far`: a window of 3 to 5 sides, in which the face is too small to be aligned;
 * - `shuffled`: a face whose tiles are laid out anew;
 * - `background`: no picture of a face at all.
 */
export function drawNegative(random: Random): Negative {
  const kind = pick<NegativeKind>(random, [
    ["beside", 4],
    ["part", 2],
    ["far", 2],
    ["shuffled", 1],
    ["background", 1],
  ]);
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
