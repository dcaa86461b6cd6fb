import type { CropWindow } from "./crop-window.ts";
import type { Normalisation } from "./normalisation.ts";
import type { Picture } from "./picture.ts";

/**
 * Samples an upright window. The mean of bilinear taps is then a weighted mean of rows of a weighted mean of columns: the
 * weights of each input row and column are added up once, and every picture row is visited once an input row.
 *
 * 0.6 to 0.9 of the time that going tap by tap takes. Runs where `sampleUprightSimd` cannot.
 *
 * @param taps - samples an edge of each input pixel.
 * @param pixelStep - distance in `out` from a pixel to the next.
 * @param channelStep - distance in `out` from a channel to the next.
 */
export function sampleUpright(
  picture: Picture,
  { centreX, centreY, side }: CropWindow,
  size: number,
  taps: number,
  normalisation: Normalisation,
  pixelStep: number,
  channelStep: number,
  out: Float32Array,
): void {
  const { data, width, height, channels } = picture;
  const columns = weigh(COLUMNS, centreX, side, size, taps, width);
  const rows = weigh(ROWS, centreY, side, size, taps, height);
  const { first, weights, count } = columns;
  const rowBytes = width * channels;
  // Only the picture's columns under the window are looked at.
  const left = first[0]! * channels;
  const length = (first[size - 1]! + count) * channels - left;
  if (line.length < length) line = new Float32Array(length);
  const sums = line;
  const [r0, g0, b0] = normalisation.mean;
  const rs = 1 / normalisation.deviation[0];
  const gs = 1 / normalisation.deviation[1];
  const bs = 1 / normalisation.deviation[2];
  for (let row = 0; row < size; row++) {
    addRows(data, rows, row, rowBytes, left, length);
    for (let column = 0; column < size; column++) {
      let r = 0;
      let g = 0;
      let b = 0;
      let at = first[column]! * channels - left;
      const end = (column + 1) * count;
      for (let k = column * count; k < end; k++, at += channels) {
        const weight = weights[k]!;
        r += weight * sums[at]!;
        g += weight * sums[at + 1]!;
        b += weight * sums[at + 2]!;
      }
      const to = (row * size + column) * pixelStep;
      out[to] = (r - r0) * rs;
      out[to + channelStep] = (g - g0) * gs;
      out[to + 2 * channelStep] = (b - b0) * bs;
    }
  }
}

/** The weights with which picture pixels enter the input pixels along one axis. */
interface Axis {
  /** Picture pixels an input pixel looks at. */
  count: number;
  /** First of them, for each input pixel. */
  first: Int32Array;
  /** `count` weights for each input pixel; what would lie outside the picture is left out, that is, black. */
  weights: Float32Array;
}

// Kept from call to call, so that a frame costs no garbage; a call runs to its end before the next begins.
const COLUMNS: Axis = emptyAxis();
const ROWS: Axis = emptyAxis();
let line = new Float32Array(0);

function emptyAxis(): Axis {
  return { count: 0, first: new Int32Array(0), weights: new Float32Array(0) };
}

function weigh(
  axis: Axis,
  centre: number,
  side: number,
  size: number,
  taps: number,
  length: number,
): Axis {
  const step = side / (size * taps);
  const start = centre + step * (0.5 - (size * taps) / 2);
  const count = Math.min(length, Math.ceil(step * (taps - 1)) + 2);
  if (axis.first.length < size) axis.first = new Int32Array(size);
  if (axis.weights.length < size * count)
    axis.weights = new Float32Array(size * count);
  axis.count = count;
  axis.weights.fill(0, 0, size * count);
  for (let i = 0; i < size; i++) {
    const first = Math.floor(start + step * i * taps);
    const base = Math.min(Math.max(first, 0), length - count);
    axis.first[i] = base;
    const offset = i * count - base;
    for (let tap = i * taps; tap < (i + 1) * taps; tap++) {
      const position = start + step * tap;
      const before = Math.floor(position);
      const fraction = position - before;
      if (before >= 0 && before < length)
        axis.weights[offset + before]! += (1 - fraction) / taps;
      if (before >= -1 && before + 1 < length)
        axis.weights[offset + before + 1]! += fraction / taps;
    }
  }
  return axis;
}

/** Leaves the weighted mean of the picture rows under an input row in `line`: two rows at a time, each sum written once. */
function addRows(
  data: Picture["data"],
  { count, first, weights }: Axis,
  row: number,
  rowBytes: number,
  left: number,
  length: number,
): void {
  const sum = line;
  const from = row * count;
  let p = first[row]! * rowBytes + left;
  for (let k = 0; k < count; k += 2, p += 2 * rowBytes) {
    const a = weights[from + k]!;
    const last = k + 1 === count;
    const b = last ? 0 : weights[from + k + 1]!;
    const q = last ? p : p + rowBytes;
    if (k === 0)
      for (let i = 0; i < length; i++)
        sum[i] = a * data[p + i]! + b * data[q + i]!;
    else if (a !== 0 || b !== 0)
      for (let i = 0; i < length; i++)
        sum[i] = sum[i]! + a * data[p + i]! + b * data[q + i]!;
  }
}
