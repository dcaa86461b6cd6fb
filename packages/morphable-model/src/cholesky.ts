/*
 * Fitting spends most of its time here: one factorisation a round, of 136 rows for 68 points of a picture and of 204 for points with
 * depth. Ways tried, milliseconds a factorisation of 136 and of 204 rows (the least of 200, one core of a 2-core x86-64 machine, Node 20):
 *
 *   row by row, one sum for each number             0.38   1.25
 *   the same, four sums of every fourth product     0.27   0.89
 *   tiles of 4 rows and 2 columns                   0.16   0.55
 *   tiles of 2 rows and 2 columns                   0.16   0.53   kept: four numbers read serve four products
 */

/**
 * Factorises a symmetric positive definite matrix in place, `A = L L'` (Cholesky; Golub and Van Loan, *Matrix Computations*, section
 * 4.2.5). Only the lower triangle is read and written.
 *
 * @param a - row by row, from the start; longer arrays are left alone beyond `size * size`. Receives L in its lower triangle.
 * @param size - rows.
 * @returns whether the matrix is positive definite to rounding; where it is not, `a` is of no use.
 */
export function factorise(a: Float64Array, size: number): boolean {
  let column = 0;
  for (; column + 2 <= size; column += 2) {
    const p = column * size;
    const q = p + size;
    let pp = a[p + column]!;
    let qp = a[q + column]!;
    let qq = a[q + column + 1]!;
    for (let k = 0; k < column; k++) {
      const x = a[p + k]!;
      const y = a[q + k]!;
      pp -= x * x;
      qp -= y * x;
      qq -= y * y;
    }
    const first = Math.sqrt(pp);
    const below = qp / first;
    const second = Math.sqrt(qq - below * below);
    // Negated, so that NaN is refused too.
    if (!(first > 0 && second > 0)) return false;
    a[p + column] = first;
    a[q + column] = below;
    a[q + column + 1] = second;

    let row = column + 2;
    for (; row + 2 <= size; row += 2) {
      const r = row * size;
      const s = r + size;
      let rp = a[r + column]!;
      let rq = a[r + column + 1]!;
      let sp = a[s + column]!;
      let sq = a[s + column + 1]!;
      for (let k = 0; k < column; k++) {
        const x = a[p + k]!;
        const y = a[q + k]!;
        const u = a[r + k]!;
        const v = a[s + k]!;
        rp -= u * x;
        rq -= u * y;
        sp -= v * x;
        sq -= v * y;
      }
      rp /= first;
      sp /= first;
      a[r + column] = rp;
      a[s + column] = sp;
      a[r + column + 1] = (rq - rp * below) / second;
      a[s + column + 1] = (sq - sp * below) / second;
    }
    if (row < size) {
      const r = row * size;
      const rp = (a[r + column]! - dot(a, r, p, column)) / first;
      const rq = a[r + column + 1]! - dot(a, r, q, column);
      a[r + column] = rp;
      a[r + column + 1] = (rq - rp * below) / second;
    }
  }
  if (column < size) {
    const r = column * size;
    const last = Math.sqrt(a[r + column]! - dot(a, r, r, column));
    if (!(last > 0)) return false;
    a[r + column] = last;
  }
  return true;
}

/**
 * Solves `A x = b` in place.
 *
 * @param factor - result of {@link factorise}.
 * @param size - rows.
 * @param b - receives x; only its first `size` numbers count.
 */
export function solveFactorised(
  factor: Float64Array,
  size: number,
  b: Float64Array,
): void {
  for (let row = 0; row < size; row++) {
    const r = row * size;
    let sum = b[row]!;
    for (let k = 0; k < row; k++) sum -= factor[r + k]! * b[k]!;
    b[row] = sum / factor[r + row]!;
  }
  // L' from its last row, taking each number found out of those above: L is then read along its rows.
  for (let row = size - 1; row >= 0; row--) {
    const r = row * size;
    const value = b[row]! / factor[r + row]!;
    b[row] = value;
    for (let k = 0; k < row; k++) b[k]! -= factor[r + k]! * value;
  }
}

function dot(
  a: Float64Array,
  first: number,
  second: number,
  count: number,
): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += a[first + k]! * a[second + k]!;
  return sum;
}
