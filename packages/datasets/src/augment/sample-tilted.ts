import type { Picture } from "@fdhm/landmarks";
import type { Placement } from "./perspective.ts";

/** Samples an edge at most, as for the crop that a network is measured with. */
const MOST_TAPS = 4;

/**
 * Cuts a tilted window: `sampleCrop` of a homography. With a tilt of 0 it gives the same
 * numbers to rounding, and where the window is shrunk, means of the same area.
 *
 * @param picture - RGB.
 * @param placement - in px of the picture.
 * @param pixels - receives `size * size * 3` numbers from 0 to 255, NHWC; black beyond the picture.
 */
export function sampleTilted(
  picture: Picture,
  { window, tilt: [a, b] }: Placement,
  size: number,
  pixels: Float32Array,
): void {
  const { centreX, centreY, side, roll } = window;
  const { width, height } = picture;
  const taps = Math.min(MOST_TAPS, Math.max(1, Math.round(side / size)));
  const cos = Math.cos(roll) * side;
  const sin = Math.sin(roll) * side;
  const step = 1 / (size * taps);
  const first = step / 2 - 0.5;
  const weight = 1 / (taps * taps);
  pixels.fill(0);
  for (let line = 0; line < size * taps; line++) {
    const v = first + line * step;
    const row = Math.floor(line / taps) * size;
    for (let tap = 0; tap < size * taps; tap++) {
      const u = first + tap * step;
      const shrunk = 1 / (1 + a * u + b * v);
      const x = centreX + (cos * u - sin * v) * shrunk;
      const y = centreY + (sin * u + cos * v) * shrunk;
      const at = 3 * (row + (taps === 1 ? tap : Math.floor(tap / taps)));
      if (x >= 0 && y >= 0 && x < width - 1 && y < height - 1)
        addInside(picture, x, y, weight, pixels, at);
      else addAnywhere(picture, x, y, weight, pixels, at);
    }
  }
}

/** Adds a share of the bilinear mean at a place whose four neighbours lie in the picture. */
function addInside(
  { data, width }: Picture,
  x: number,
  y: number,
  share: number,
  out: Float32Array,
  at: number,
): void {
  // Positive here, so that cutting off is rounding down.
  const x0 = x | 0;
  const y0 = y | 0;
  const fx = x - x0;
  const fy = y - y0;
  const upper = 3 * (y0 * width + x0);
  const lower = upper + 3 * width;
  const w11 = share * fx * fy;
  const w10 = share * fy - w11;
  const w01 = share * fx - w11;
  const w00 = share - share * fx - w10;
  out[at] =
    out[at]! +
    w00 * data[upper]! +
    w01 * data[upper + 3]! +
    w10 * data[lower]! +
    w11 * data[lower + 3]!;
  out[at + 1] =
    out[at + 1]! +
    w00 * data[upper + 1]! +
    w01 * data[upper + 4]! +
    w10 * data[lower + 1]! +
    w11 * data[lower + 4]!;
  out[at + 2] =
    out[at + 2]! +
    w00 * data[upper + 2]! +
    w01 * data[upper + 5]! +
    w10 * data[lower + 2]! +
    w11 * data[lower + 5]!;
}

/** The same at any place; neighbours outside the picture are black, that is, absent. */
function addAnywhere(
  { data, width, height }: Picture,
  x: number,
  y: number,
  share: number,
  out: Float32Array,
  at: number,
): void {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const fx = x - x0;
  const fy = y - y0;
  for (let row = 0; row < 2; row++) {
    if (y0 + row < 0 || y0 + row >= height) continue;
    const across = share * (row === 0 ? 1 - fy : fy);
    for (let column = 0; column < 2; column++) {
      if (x0 + column < 0 || x0 + column >= width) continue;
      const w = across * (column === 0 ? 1 - fx : fx);
      const from = 3 * ((y0 + row) * width + x0 + column);
      out[at] = out[at]! + w * data[from]!;
      out[at + 1] = out[at + 1]! + w * data[from + 1]!;
      out[at + 2] = out[at + 2]! + w * data[from + 2]!;
    }
  }
}
