import { forwardDct, inverseDct } from "./dct.ts";

/** Table K.1 of ITU-T T.81: divisors of the luminance's coefficients at quality 50, row after row. */
const LUMINANCE = [
  ...[16, 11, 10, 16, 24, 40, 51, 61],
  ...[12, 12, 14, 19, 26, 58, 60, 55],
  ...[14, 13, 16, 24, 40, 57, 69, 56],
  ...[14, 17, 22, 29, 51, 87, 80, 62],
  ...[18, 22, 37, 56, 68, 109, 103, 77],
  ...[24, 35, 55, 64, 81, 104, 113, 92],
  ...[49, 64, 78, 87, 103, 121, 120, 101],
  ...[72, 92, 95, 98, 112, 100, 103, 99],
];

/** Table K.2: the chrominance's. */
const CHROMINANCE = [
  ...[17, 18, 24, 47, 99, 99, 99, 99],
  ...[18, 21, 26, 66, 99, 99, 99, 99],
  ...[24, 26, 56, 99, 99, 99, 99, 99],
  ...[47, 66, 99, 99, 99, 99, 99, 99],
  ...new Array<number>(32).fill(99),
];

/**
 * Leaves in a picture what a JPEG file of the given quality would leave of it, in place: Rec. 601's luma and chroma, the
 * chroma at half the resolution, blocks of 8 x 8 whose cosine transforms are rounded to multiples of the standard's
 * tables. No file is written; what the standard does after rounding loses nothing.
 *
 * Quality scales the tables as the Independent JPEG Group's library does, and chroma is averaged and spread as it does, so
 * that the picture is the library's to within roundings.
 *
 * @param pixels - `size * size * 3` numbers from 0 to 255, NHWC; receives whole numbers.
 * @param quality - 1 (worst) to 100.
 */
export function compressJpeg(
  pixels: Float32Array,
  size: number,
  quality: number,
): void {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  // Whole blocks of halved chroma: the last row and column stand for those beyond them.
  const edge = 16 * Math.ceil(size / 16);
  const half = edge / 2;
  const { luma, blue, red } = reserve(edge);
  separate(pixels, size, luma, blue, red, edge);
  quantise(luma, edge, divisors(LUMINANCE, scale));
  const coarse = divisors(CHROMINANCE, scale);
  quantise(blue, half, coarse);
  quantise(red, half, coarse);
  unite(pixels, size, luma, blue, red, edge);
}

interface Planes {
  readonly luma: Float32Array;
  readonly blue: Float32Array;
  readonly red: Float32Array;
}

// Kept from call to call, so that an example costs no garbage.
let planes: Planes | undefined;
const block = new Float64Array(64);

function reserve(edge: number): Planes {
  if (planes?.luma.length !== edge * edge)
    planes = {
      luma: new Float32Array(edge * edge),
      blue: new Float32Array((edge * edge) / 4),
      red: new Float32Array((edge * edge) / 4),
    };
  return planes;
}

function divisors(table: readonly number[], scale: number): Float64Array {
  return Float64Array.from(table, (entry) =>
    Math.max(1, Math.min(255, Math.floor((entry * scale + 50) / 100))),
  );
}

/** From RGB to luma and halved chroma, all about 0. */
function separate(
  pixels: Float32Array,
  size: number,
  luma: Float32Array,
  blue: Float32Array,
  red: Float32Array,
  edge: number,
): void {
  const half = edge / 2;
  blue.fill(0);
  red.fill(0);
  for (let row = 0; row < edge; row++) {
    const line = 3 * size * Math.min(row, size - 1);
    for (let column = 0; column < edge; column++) {
      const at = line + 3 * Math.min(column, size - 1);
      const r = pixels[at]!;
      const g = pixels[at + 1]!;
      const b = pixels[at + 2]!;
      const y = 0.299 * r + 0.587 * g + 0.114 * b;
      luma[row * edge + column] = Math.floor(y + 0.5) - 128;
      const to = (row >> 1) * half + (column >> 1);
      // (b - y) / 1.772 and (r - y) / 1.402, a quarter from each of four pixels.
      blue[to] = blue[to]! + (b - y) * (0.25 / 1.772);
      red[to] = red[to]! + (r - y) * (0.25 / 1.402);
    }
  }
}

function quantise(
  plane: Float32Array,
  edge: number,
  steps: Float64Array,
): void {
  const inverses = steps.map((step) => 1 / step);
  for (let top = 0; top < edge; top += 8)
    for (let left = 0; left < edge; left += 8) {
      const corner = top * edge + left;
      for (let v = 0; v < 8; v++)
        for (let u = 0; u < 8; u++)
          block[8 * v + u] = plane[corner + v * edge + u]!;
      forwardDct(block);
      for (let i = 0; i < 64; i++) {
        const multiple = block[i]! * inverses[i]!;
        // Twelve bits hold a coefficient; shifted up, cutting off is rounding.
        block[i] = steps[i]! * (((multiple + 4096.5) | 0) - 4096);
      }
      inverseDct(block);
      for (let v = 0; v < 8; v++)
        for (let u = 0; u < 8; u++)
          plane[corner + v * edge + u] = block[8 * v + u]!;
    }
}

/** From luma and halved chroma to RGB; chroma is spread with 3/4 from the nearer and 1/4 from the farther neighbour. */
function unite(
  pixels: Float32Array,
  size: number,
  luma: Float32Array,
  blue: Float32Array,
  red: Float32Array,
  edge: number,
): void {
  const half = edge / 2;
  const last = Math.ceil(size / 2) - 1;
  const blues = new Float32Array(last + 1);
  const reds = new Float32Array(last + 1);
  for (let row = 0; row < size; row++) {
    const near = (row >> 1) * half;
    const beyond = Math.max(0, Math.min(last, (row >> 1) + (row & 1 ? 1 : -1)));
    const far = beyond * half;
    for (let i = 0; i <= last; i++) {
      blues[i] = (3 * blue[near + i]! + blue[far + i]!) / 16;
      reds[i] = (3 * red[near + i]! + red[far + i]!) / 16;
    }
    for (let column = 0; column < size; column++) {
      const here = column >> 1;
      const next = Math.max(0, Math.min(last, here + (column & 1 ? 1 : -1)));
      const cb = 3 * blues[here]! + blues[next]!;
      const cr = 3 * reds[here]! + reds[next]!;
      const y = luma[row * edge + column]! + 128;
      const at = 3 * (row * size + column);
      pixels[at] = byte(y + 1.402 * cr);
      pixels[at + 1] = byte(y - 0.344136 * cb - 0.714136 * cr);
      pixels[at + 2] = byte(y + 1.772 * cb);
    }
  }
}

function byte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : (value + 0.5) | 0;
}
