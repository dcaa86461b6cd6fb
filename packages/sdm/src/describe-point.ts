import { DIRECTIONS, type GradientSums } from "./gradient-sums.ts";

/** Cells along an edge of a descriptor's square. */
export const CELLS = 4;
/** Numbers of a descriptor: a histogram of 8 directions in each of 4 x 4 cells. */
export const DESCRIPTOR_LENGTH = CELLS * CELLS * DIRECTIONS;

/** No number is larger, so that one strong edge does not outweigh the rest (Lowe, section 6.1). */
const CLIP = 0.2;

/**
 * Describes what a crop looks like around a point, as SIFT does (Lowe, "Distinctive Image Features from Scale-Invariant Keypoints", IJCV 2004, section
 * 6): histograms of the gradients' directions in 4 x 4 cells, of length 1 as a vector, cut off at 0.2 and of length 1 again. Unlike there, the square is
 * upright, cells are boxes of whole pixels and a gradient counts in one cell alone. Beyond the crop there are no gradients; a square without any is described by zeros.
 *
 * @param x - px of the crop, integers are pixel centres.
 * @param y - px of the crop, down.
 * @param cell - edge of a cell in px, a whole number.
 * @param out - receives {@link DESCRIPTOR_LENGTH} numbers: cells row by row, directions side by side.
 * @param at - where in `out`.
 */
export function describePoint(
  { size, sums }: GradientSums,
  x: number,
  y: number,
  cell: number,
  out: Float32Array,
  at: number,
): void {
  const left = Math.round(x + 0.5) - (CELLS / 2) * cell;
  const top = Math.round(y + 0.5) - (CELLS / 2) * cell;
  const line = (size + 1) * DIRECTIONS;
  let squares = 0;
  let to = at;
  for (let row = 0; row < CELLS; row++) {
    const upper = within(top + row * cell, size) * line;
    const lower = within(top + (row + 1) * cell, size) * line;
    for (let column = 0; column < CELLS; column++) {
      const first = within(left + column * cell, size) * DIRECTIONS;
      const second = within(left + (column + 1) * cell, size) * DIRECTIONS;
      for (let k = 0; k < DIRECTIONS; k++) {
        const value =
          sums[lower + second + k]! -
          sums[lower + first + k]! -
          sums[upper + second + k]! +
          sums[upper + first + k]!;
        out[to++] = value;
        squares += value * value;
      }
    }
  }
  if (squares === 0) return;
  const scale = 1 / Math.sqrt(squares);
  squares = 0;
  for (let i = at; i < to; i++) {
    const value = Math.min(CLIP, scale * out[i]!);
    out[i] = value;
    squares += value * value;
  }
  const again = 1 / Math.sqrt(squares);
  for (let i = at; i < to; i++) out[i]! *= again;
}

/** The nearest corner of the crop's pixels. */
function within(corner: number, size: number): number {
  return corner < 0 ? 0 : corner > size ? size : corner;
}
