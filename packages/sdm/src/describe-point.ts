import { DIRECTIONS, type GradientSums } from "./gradient-sums.ts";

/** Cells along an edge of a descriptor's square. */
export const CELLS = 4;
/** Numbers of a descriptor: a histogram of 8 directions in each of 4 x 4 cells. */
export const DESCRIPTOR_LENGTH = CELLS * CELLS * DIRECTIONS;

/** Taken here once: a test's own global objects are slow to look into. */
const { round, sqrt } = Math;

/**
 * Describes what a crop looks like around a point by histograms of the gradients' directions in 4 x 4 cells, as SIFT does (Lowe, "Distinctive Image
 * Features from Scale-Invariant Keypoints", IJCV 2004, section 6), and by the root of each share, as RootSIFT does (Arandjelovic and Zisserman, "Three
 * Things Everyone Should Know to Improve Object Retrieval", CVPR 2012): the descriptor is of length 1, and no strong edge outweighs the rest. The square
 * is upright, cells are boxes of whole pixels and a gradient counts in one cell alone. Beyond the crop there are no gradients; a square without any is
 * described by zeros.
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
  const left = round(x + 0.5) - (CELLS / 2) * cell;
  const top = round(y + 0.5) - (CELLS / 2) * cell;
  const line = (size + 1) * DIRECTIONS;
  let sum = 0;
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
        sum += value;
      }
    }
  }
  if (sum === 0) return;
  const scale = 1 / sum;
  for (let i = at; i < to; i++) out[i] = sqrt(scale * out[i]!);
}

/** The nearest corner of the crop's pixels. */
function within(corner: number, size: number): number {
  return corner < 0 ? 0 : corner > size ? size : corner;
}
