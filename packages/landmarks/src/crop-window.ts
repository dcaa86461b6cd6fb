import { expected } from "@fdhm/errors";
import type { Box } from "./box.ts";

/**
 * The square of the picture that becomes a network's input. Pixel `i` of an input of `n` covers `[i, i + 1) / n` of the
 * side, so its centre lies `((i + 0.5) / n - 0.5) * side` from the window's centre.
 */
export interface CropWindow {
  /** Centre in picture px. */
  readonly centreX: number;
  /** Centre in picture px, y down. */
  readonly centreY: number;
  /** Length of an edge in picture px. */
  readonly side: number;
  /** Turn of the window in the picture's plane in radians, clockwise as seen (x towards y). */
  readonly roll: number;
}

/**
 * The protocol's square around a face box: same centre, side `sqrt(2) * max(width, height)` unless a model says otherwise.
 *
 * @param box - tight box of the 68 points, px.
 * @param boxScale - side of the window as a multiple of the box's longer edge.
 * @param boxShift - `[x, y]` from the box's centre to the window's, in longer edges: for detectors whose boxes sit elsewhere.
 */
export function protocolWindow(
  box: Box,
  boxScale: number = Math.SQRT2,
  boxShift: readonly [number, number] = [0, 0],
): CropWindow {
  const edge = Math.max(box.width, box.height);
  if (!(edge > 0) || !Number.isFinite(edge))
    throw expected("a positive width and height", "box", box);
  return {
    centreX: box.x + box.width / 2 + boxShift[0] * edge,
    centreY: box.y + box.height / 2 + boxShift[1] * edge,
    side: boxScale * edge,
    roll: 0,
  };
}

/**
 * From picture pixels to fractions of the window's side, measured from its centre.
 *
 * @param landmarks - xyz triples in picture px.
 * @param out - receives as many numbers; may be `landmarks` itself.
 */
export function toNormalised(
  landmarks: Float32Array,
  window: CropWindow,
  out: Float32Array = new Float32Array(landmarks.length),
): Float32Array {
  const cos = Math.cos(window.roll) / window.side;
  const sin = Math.sin(window.roll) / window.side;
  for (let i = 0; i < landmarks.length; i += 3) {
    const x = landmarks[i]! - window.centreX;
    const y = landmarks[i + 1]! - window.centreY;
    out[i] = cos * x + sin * y;
    out[i + 1] = cos * y - sin * x;
    out[i + 2] = landmarks[i + 2]! / window.side;
  }
  return out;
}

/** The inverse of {@link toNormalised}: fractions of the window's side to picture pixels. */
export function toPicture(
  normalised: Float32Array,
  window: CropWindow,
  out: Float32Array = new Float32Array(normalised.length),
): Float32Array {
  const cos = Math.cos(window.roll) * window.side;
  const sin = Math.sin(window.roll) * window.side;
  for (let i = 0; i < normalised.length; i += 3) {
    const x = normalised[i]!;
    const y = normalised[i + 1]!;
    out[i] = window.centreX + cos * x - sin * y;
    out[i + 1] = window.centreY + sin * x + cos * y;
    out[i + 2] = normalised[i + 2]! * window.side;
  }
  return out;
}
