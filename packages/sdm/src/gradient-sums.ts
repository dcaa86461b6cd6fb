import { expected } from "@fdhm/errors";

/** Directions that gradients are told apart by: every 45 degrees, the first to the right, the third downwards. */
export const DIRECTIONS = 8;

/** Parts of a grey level that sums are kept in: sums are whole numbers, so that differences of them are exact. */
const PARTS = 8;
/** Levels from 0 to 255 have differences of at most 255; sums of {@link LARGEST} squared of them fit 32 bits. */
const LARGEST = 512;
/** Adding the diagonal part `d` of a gradient moves both x and y by `d / sqrt(2)`. */
const DIAGONAL = Math.SQRT2;

/**
 * Gradients of a square grey crop by direction, summed from the upper left corner (an integral histogram): what lies in any rectangle is told by four
 * numbers a direction, so that all descriptors of all steps cost little more than one pass over the crop.
 *
 * A gradient counts for its two nearest directions with the parts that make it up when they are added as vectors, which needs neither angle nor root.
 */
export class GradientSums {
  /** Edge of the crop in px. */
  readonly size: number;
  /** `(size + 1) * (size + 1) * 8`: above and to the left of each corner between pixels, row by row, directions side by side; eighths of a grey level. */
  readonly sums: Int32Array;

  /**
   * @param size - edge of the crop in px, 8 to 512.
   * @throws RangeError where it is another one.
   */
  constructor(size: number) {
    checkSize(size);
    this.size = size;
    this.sums = new Int32Array((size + 1) ** 2 * DIRECTIONS);
  }

  /**
   * Sums up a crop's gradients: differences of the neighbours on either side, at the edges of the pixel and its neighbour.
   *
   * @param crop - `size * size` grey levels from 0 to 255, rows from the top.
   * @throws RangeError where it has another length or a level is none.
   */
  fill(crop: Float32Array): void {
    const { size, sums } = this;
    if (crop.length !== size * size)
      throw expected(`${size} x ${size} grey levels`, "crop", crop);
    // Whole numbers would hide what is none. Weights of red, green and blue add up to 1 but for rounding.
    for (let i = 0; i < crop.length; i++)
      if (!(crop[i]! > -1 && crop[i]! < 256))
        throw expected("grey levels from 0 to 255", `crop[${i}]`, crop[i]);
    const line = (size + 1) * DIRECTIONS;
    const row = new Int32Array(DIRECTIONS);
    for (let y = 0; y < size; y++) {
      const here = y * size;
      const above = y === 0 ? here : here - size;
      const below = y === size - 1 ? here : here + size;
      row.fill(0);
      let at = (y + 1) * line + DIRECTIONS;
      for (let x = 0; x < size; x++) {
        const left = x === 0 ? x : x - 1;
        const right = x === size - 1 ? x : x + 1;
        const across = PARTS * (crop[here + right]! - crop[here + left]!);
        const down = PARTS * (crop[below + x]! - crop[above + x]!);
        const a = across < 0 ? -across : across;
        const d = down < 0 ? -down : down;
        const straight = a > d ? (across > 0 ? 0 : 4) : down > 0 ? 2 : 6;
        const diagonal = across > 0 ? (down > 0 ? 1 : 7) : down > 0 ? 3 : 5;
        // To whole numbers: both are positive.
        row[straight]! += ((a > d ? a - d : d - a) + 0.5) | 0;
        row[diagonal]! += (DIAGONAL * (a > d ? d : a) + 0.5) | 0;
        for (let k = 0; k < DIRECTIONS; k++)
          sums[at + k] = sums[at - line + k]! + row[k]!;
        at += DIRECTIONS;
      }
    }
  }
}

/**
 * Refuses a crop's edge that is no whole number from 8 to 512.
 *
 * @param file - where it was read from, for the error.
 */
export function checkSize(size: number, file?: string): void {
  if (!(Number.isInteger(size) && size >= 8 && size <= LARGEST))
    throw expected(`a whole number from 8 to ${LARGEST}`, "size", size, {
      file,
    });
}
