/**
 * Takes a picture to a lower resolution and back, in place, as small faces in large pictures come: each pixel of the lower
 * one is the mean of the area that it covers, and the way back is bilinear.
 *
 * @param pixels - `size * size * 3` numbers, NHWC.
 * @param lower - edge of the lower resolution in px, at most `size`.
 */
export function lowerResolution(
  pixels: Float32Array,
  size: number,
  lower: number,
): void {
  const shrink = areaMeans(size, lower);
  const grow = bilinear(lower, size);
  // Whole rows are quicker to add than their pixels one by one: columns first on the way down, last on the way up.
  const flat = new Float32Array(lower * size * 3);
  resampleColumns(pixels, size, shrink, flat);
  const small = new Float32Array(lower * lower * 3);
  resampleRows(flat, lower, shrink, small);
  resampleRows(small, lower, grow, flat);
  resampleColumns(flat, size, grow, pixels);
}

/** How the pixels of a line follow from those of a longer or shorter one. */
interface Resampling {
  /** Pixels of the old line. */
  readonly from: number;
  /** Pixels of the new line. */
  readonly to: number;
  /** Old pixels that a new one looks at. */
  readonly count: number;
  /** First of them, for each new pixel. */
  readonly first: Int32Array;
  /** `count` weights for each new pixel. */
  readonly weights: Float32Array;
}

function areaMeans(from: number, to: number): Resampling {
  const step = from / to;
  const count = Math.min(from, Math.ceil(step) + 1);
  const first = new Int32Array(to);
  const weights = new Float32Array(to * count);
  for (let i = 0; i < to; i++) {
    first[i] = Math.min(from - count, Math.floor(i * step));
    for (let k = 0; k < count; k++) {
      const pixel = first[i]! + k;
      const covered =
        Math.min(pixel + 1, (i + 1) * step) - Math.max(pixel, i * step);
      weights[i * count + k] = Math.max(0, covered) / step;
    }
  }
  return { from, to, count, first, weights };
}

function bilinear(from: number, to: number): Resampling {
  const count = Math.min(2, from);
  const first = new Int32Array(to);
  const weights = new Float32Array(to * count);
  for (let i = 0; i < to; i++) {
    const centre = ((i + 0.5) * from) / to - 0.5;
    const held = Math.max(0, Math.min(from - 1, centre));
    first[i] = Math.min(from - count, Math.floor(held));
    const fraction = held - first[i]!;
    weights[i * count] = 1 - fraction;
    if (count === 2) weights[i * count + 1] = fraction;
  }
  return { from, to, count, first, weights };
}

/** Resamples each of `rows` lines of RGB. */
function resampleRows(
  pixels: Float32Array,
  rows: number,
  { from, to, count, first, weights }: Resampling,
  out: Float32Array,
): void {
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < to; i++) {
      let at = 3 * (row * from + first[i]!);
      let r = 0;
      let g = 0;
      let b = 0;
      for (let k = 0; k < count; k++, at += 3) {
        const weight = weights[i * count + k]!;
        r += weight * pixels[at]!;
        g += weight * pixels[at + 1]!;
        b += weight * pixels[at + 2]!;
      }
      const target = 3 * (row * to + i);
      out[target] = r;
      out[target + 1] = g;
      out[target + 2] = b;
    }
}

/** Resamples along the columns of a picture that is `width` px wide. */
function resampleColumns(
  pixels: Float32Array,
  width: number,
  { to, count, first, weights }: Resampling,
  out: Float32Array,
): void {
  const line = 3 * width;
  for (let i = 0; i < to; i++) {
    const target = i * line;
    for (let k = 0; k < count; k++) {
      const weight = weights[i * count + k]!;
      const source = (first[i]! + k) * line;
      if (k === 0)
        for (let x = 0; x < line; x++)
          out[target + x] = weight * pixels[source + x]!;
      else if (weight !== 0)
        for (let x = 0; x < line; x++)
          out[target + x] = out[target + x]! + weight * pixels[source + x]!;
    }
  }
}
