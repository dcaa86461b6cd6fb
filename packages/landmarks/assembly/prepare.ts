/**
 * The picture under a turned window as i16x4 a pixel, in its own size or halved (sums of 2 x 2), within a rim of black: one
 * pixel before and three behind, so that no sample has to ask where the picture ends.
 *
 * @param source - RGBA, `width * height` pixels
 * @param rowBytes - from a row of `source` to the next
 * @param x - column of the first pixel of `to` in `source`: 0, or -1 where a block of 2 x 2 hangs over
 * @param y - its row
 * @param factor - 1 or 2
 * @param to - `(columns + 4) * (rows + 4)` pixels, written
 */
export function prepare(
  source: usize,
  rowBytes: i32,
  width: i32,
  height: i32,
  x: i32,
  y: i32,
  factor: i32,
  to: usize,
  columns: i32,
  rows: i32,
): void {
  const rowTo = 8 * (columns + 4);
  memory.fill(to, 0, <usize>rowTo);
  for (let row = 0; row < rows; row++) {
    const q = to + <usize>((row + 1) * rowTo);
    store<i64>(q, 0);
    if (factor === 1) copyRow(source + <usize>(row * rowBytes), q + 8, columns);
    else
      halveRow(source, rowBytes, width, height, x, y + 2 * row, q + 8, columns);
    // A row is written in pairs: what the last pair wrote too many is made black again.
    memory.fill(q + <usize>(8 * (columns + 1)), 0, 24);
  }
  memory.fill(to + <usize>((rows + 1) * rowTo), 0, <usize>(3 * rowTo));
}

/**
 * Adds to each pixel that `prepare` left those before it, above it and before the one above, in place: a box of 2 x 2, whose
 * middle lies half a pixel up and to the left. One sample of it stands for 2 x 2 that lie a pixel apart.
 */
export function smooth(pixels: usize, columns: i32, rows: i32): void {
  const rowBytes = <usize>(8 * (columns + 4));
  for (let row = rows + 1; row > 0; row--) {
    const q = pixels + <usize>row * rowBytes;
    // From the end, so that what is read is still as it was; in pairs, of which pixel 1 may be left over.
    let p = q + <usize>(8 * (columns + 1));
    for (; p >= q + 8; p -= 16) v128.store(p, addFour(p, rowBytes));
    if (p === q)
      store<i64>(q, v128.extract_lane<i64>(addFour(q, rowBytes), 1), 8);
  }
}

/** Two neighbouring pixels, each with the three before and above it. */
function addFour(p: usize, rowBytes: usize): v128 {
  return i16x8.add(
    i16x8.add(v128.load(p), v128.load(p - 8)),
    i16x8.add(v128.load(p - rowBytes), v128.load(p - rowBytes - 8)),
  );
}

function copyRow(from: usize, to: usize, columns: i32): void {
  for (let i = 0; i < columns; i += 2) {
    v128.store(to, v128.load_ext<u8>(from));
    from += 8;
    to += 16;
  }
}

function halveRow(
  source: usize,
  rowBytes: i32,
  width: i32,
  height: i32,
  x: i32,
  y: i32,
  to: usize,
  columns: i32,
): void {
  // A row outside the picture counts as black: the other one is taken twice, and halved.
  const above = y >= 0;
  const below = y + 1 < height;
  const a = source + <usize>((above ? y : y + 1) * rowBytes);
  const b = source + <usize>((below ? y + 1 : y) * rowBytes);
  const shift = above && below ? 0 : 1;
  let i = 0;
  if (x < 0 && columns > 0) {
    store<i64>(to, v128.extract_lane<i64>(addPixel(a, b, 0, shift), 0));
    i = 1;
  }
  for (; i + 1 < columns && x + 2 * i + 3 < width; i += 2) {
    const p = <usize>(4 * (x + 2 * i));
    const s = v128.load(a + p);
    const t = v128.load(b + p);
    const low = i16x8.add(
      i16x8.extend_low_i8x16_u(s),
      i16x8.extend_low_i8x16_u(t),
    );
    const high = i16x8.add(
      i16x8.extend_high_i8x16_u(s),
      i16x8.extend_high_i8x16_u(t),
    );
    const sum = i16x8.add(
      v128.shuffle<i64>(low, high, 0, 2),
      v128.shuffle<i64>(low, high, 1, 3),
    );
    v128.store(to + <usize>(8 * i), i16x8.shr_u(sum, shift));
  }
  for (; i < columns; i++) {
    const column = x + 2 * i;
    let sum = addPixel(a, b, column, shift);
    if (column + 1 < width)
      sum = i16x8.add(sum, addPixel(a, b, column + 1, shift));
    store<i64>(to + <usize>(8 * i), v128.extract_lane<i64>(sum, 0));
  }
}

/** The sum of a pixel of two rows, i16x4 in the lower half. */
function addPixel(a: usize, b: usize, column: i32, shift: i32): v128 {
  const p = <usize>(4 * column);
  const s = i16x8.extend_low_i8x16_u(v128.load_zero<u32>(a + p));
  const t = i16x8.extend_low_i8x16_u(v128.load_zero<u32>(b + p));
  return i16x8.shr_u(i16x8.add(s, t), shift);
}
