/**
 * Writes rows of RGB as rows of RGBA, alpha 0: four pixels at a time, reading up to 16 and writing up to 12 bytes too many.
 *
 * @param from - first pixel
 * @param rowBytes - from a row of `from` to the next
 * @param to - rows of `4 * width` bytes
 */
export function widen(
  from: usize,
  rowBytes: i32,
  to: usize,
  width: i32,
  height: i32,
): void {
  const zero = i8x16.splat(0);
  for (let y = 0; y < height; y++) {
    let p = from + <usize>(y * rowBytes);
    let q = to + <usize>(4 * y * width);
    for (let x = 0; x < width; x += 4) {
      // prettier-ignore
      const four = i8x16.shuffle(v128.load(p), zero, 0, 1, 2, 16, 3, 4, 5, 16, 6, 7, 8, 16, 9, 10, 11, 16);
      v128.store(q, four);
      p += 12;
      q += 16;
    }
  }
}
