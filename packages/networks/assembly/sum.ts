/**
 * Sums over the first axis: gradients of biases and of what is added to every picture of a batch.
 */

/**
 * y[c] = sum over r of x[r, c], columns in fours.
 *
 * A stripe of 16 columns at a time stays in registers; where rows are long, as pictures are, each of them is a cache line.
 *
 * @param x - [rows, columns]
 * @param y - [columns], written
 */
export function sumRows(x: usize, y: usize, rows: i32, columns: i32): void {
  const row = (<usize>columns) << 2;
  let c: usize = 0;
  for (; c + 64 <= row; c += 64) {
    let s0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    let s2 = f32x4.splat(0);
    let s3 = f32x4.splat(0);
    let p = x + c;
    for (let r = 0; r < rows; r++) {
      s0 = f32x4.add(s0, v128.load(p));
      s1 = f32x4.add(s1, v128.load(p, 16));
      s2 = f32x4.add(s2, v128.load(p, 32));
      s3 = f32x4.add(s3, v128.load(p, 48));
      p += row;
    }
    v128.store(y + c, s0);
    v128.store(y + c, s1, 16);
    v128.store(y + c, s2, 32);
    v128.store(y + c, s3, 48);
  }
  for (; c < row; c += 16) {
    let sum = f32x4.splat(0);
    let p = x + c;
    for (let r = 0; r < rows; r++) {
      sum = f32x4.add(sum, v128.load(p));
      p += row;
    }
    v128.store(y + c, sum);
  }
}
