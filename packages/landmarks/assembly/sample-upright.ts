/**
 * An upright window: a weighted mean of rows, four pixels at a time with weights of 14 bits, of which then a weighted mean of
 * columns is taken in float32.
 */
import { storePixel } from "./store-pixel";

/** Weights of rows are whole multiples of 1 / 16384, so that two rows are multiplied and added by one instruction. */
const ONE: f32 = 16384;

/**
 * The weights with which pixels along one axis enter the input's: means of bilinear taps. What would lie outside the picture
 * is left out, that is, black.
 *
 * @param first - [size] i32, written: the first pixel that an input pixel looks at
 * @param weights - [size, count] f32, written
 * @param length - pixels along the axis
 * @param count - pixels that an input pixel looks at, at most `length`
 */
export function weigh(
  first: usize,
  weights: usize,
  centre: f64,
  side: f64,
  size: i32,
  taps: i32,
  length: i32,
  count: i32,
): void {
  const step = side / <f64>(size * taps);
  const start = centre + step * (0.5 - <f64>(size * taps) / 2);
  const share = 1 / <f64>taps;
  memory.fill(weights, 0, <usize>(4 * size * count));
  for (let i = 0; i < size; i++) {
    const from = Math.floor(start + step * <f64>(i * taps));
    const base = <i32>min(max(from, 0), <f64>(length - count));
    store<i32>(first + <usize>(4 * i), base);
    const row = weights + <usize>(4 * (i * count));
    for (let tap = i * taps; tap < (i + 1) * taps; tap++) {
      const position = start + step * <f64>tap;
      const before = Math.floor(position);
      if (before < -1 || before >= <f64>length) continue;
      const fraction = position - before;
      const at = <i32>before;
      const p = row + <usize>(4 * (at - base));
      if (at >= 0) store<f32>(p, load<f32>(p) + <f32>((1 - fraction) * share));
      if (at + 1 < length)
        store<f32>(p, load<f32>(p, 4) + <f32>(fraction * share), 4);
    }
  }
}

/**
 * @param source - RGBA, the pixel at the first column and row that are looked at
 * @param rowBytes - from a row of `source` to the next
 * @param length - columns that are looked at
 * @param columns - what {@link weigh} left: first pixels, then weights
 * @param rows - the same
 * @param pairs - room for `rowCount + 1` i32
 * @param line - room for `length + 3` f32x4
 * @param pixelBytes - from a pixel of `out` to the next
 * @param channelBytes - from a channel of `out` to the next
 * @param normalisation - f32x4 mean, f32x4 1 / deviation
 */
export function sampleUpright(
  source: usize,
  rowBytes: i32,
  length: i32,
  size: i32,
  columns: usize,
  columnCount: i32,
  rows: usize,
  rowCount: i32,
  pairs: usize,
  line: usize,
  out: usize,
  pixelBytes: usize,
  channelBytes: usize,
  normalisation: usize,
): void {
  const mean = v128.load(normalisation);
  const inverse = v128.load(normalisation, 16);
  const left = load<i32>(columns);
  const top = load<i32>(rows);
  const columnWeights = columns + <usize>(4 * size);
  const rowWeights = rows + <usize>(4 * size);
  for (let row = 0; row < size; row++) {
    roundPairs(rowWeights + <usize>(4 * (row * rowCount)), rowCount, pairs);
    const from = load<i32>(rows + <usize>(4 * row)) - top;
    addRows(
      source + <usize>(from * rowBytes),
      rowBytes,
      rowCount,
      length,
      pairs,
      line,
    );
    let to = out + <usize>(row * size) * pixelBytes;
    let weight = columnWeights;
    for (let column = 0; column < size; column++) {
      const from = load<i32>(columns + <usize>(4 * column)) - left;
      let p = line + <usize>(16 * from);
      let sum = f32x4.splat(0);
      for (let k = 0; k < columnCount; k++) {
        sum = f32x4.add(
          sum,
          f32x4.mul(v128.load_splat<f32>(weight), v128.load(p)),
        );
        weight += 4;
        p += 16;
      }
      storePixel(sum, mean, inverse, to, channelBytes);
      to += pixelBytes;
    }
  }
}

/** Rounds weights to i16 so that their sum is kept, two to an i32; the last of an odd number is paired with 0. */
function roundPairs(weights: usize, count: i32, pairs: usize): void {
  let sum: f32 = 0;
  let last = 0;
  for (let k = 0; k < (count + 1) >> 1; k++) {
    sum += load<f32>(weights + <usize>(8 * k)) * ONE;
    const a = <i32>nearest(sum);
    if (2 * k + 1 < count) sum += load<f32>(weights + <usize>(8 * k), 4) * ONE;
    const b = <i32>nearest(sum);
    store<i32>(pairs + <usize>(4 * k), (a - last) | ((b - a) << 16));
    last = b;
  }
}

/** Leaves the weighted mean of rows in `line`, f32x4 a pixel. */
function addRows(
  from: usize,
  rowBytes: i32,
  count: i32,
  length: i32,
  pairs: usize,
  line: usize,
): void {
  const scale = f32x4.splat(1 / ONE);
  const twoRows = <usize>(2 * rowBytes);
  const end = pairs + <usize>(4 * ((count + 1) >> 1));
  for (let x = 0; x < length; x += 4) {
    let p = from + <usize>(4 * x);
    let s0 = i32x4.splat(0);
    let s1 = i32x4.splat(0);
    let s2 = i32x4.splat(0);
    let s3 = i32x4.splat(0);
    for (let pair = pairs; pair < end; pair += 4) {
      const weights = v128.load_splat<i32>(pair);
      const a = v128.load(p);
      const b = v128.load(p + <usize>rowBytes);
      // prettier-ignore
      const low = i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      // prettier-ignore
      const high = i8x16.shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
      s0 = i32x4.add(s0, dot(i16x8.extend_low_i8x16_u(low), weights));
      s1 = i32x4.add(s1, dot(i16x8.extend_high_i8x16_u(low), weights));
      s2 = i32x4.add(s2, dot(i16x8.extend_low_i8x16_u(high), weights));
      s3 = i32x4.add(s3, dot(i16x8.extend_high_i8x16_u(high), weights));
      p += twoRows;
    }
    const q = line + <usize>(16 * x);
    v128.store(q, f32x4.mul(f32x4.convert_i32x4_s(s0), scale));
    v128.store(q, f32x4.mul(f32x4.convert_i32x4_s(s1), scale), 16);
    v128.store(q, f32x4.mul(f32x4.convert_i32x4_s(s2), scale), 32);
    v128.store(q, f32x4.mul(f32x4.convert_i32x4_s(s3), scale), 48);
  }
}

function dot(a: v128, b: v128): v128 {
  return i32x4.dot_i16x8_s(a, b);
}
