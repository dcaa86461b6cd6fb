/** The top of a symmetric matrix's spectrum. */
export interface LargestEigenvector {
  /** The largest eigenvalue. */
  readonly value: number;
  /** How far the next eigenvalue lies below; 0 where the vector is not determined. */
  readonly gap: number;
  /** The eigenvector, of length 1. */
  readonly vector: Float64Array;
}

/** Off-diagonal squares below this are rounding, for a matrix whose numbers are about 1. */
const NEGLIGIBLE = 1e-30;
/** A 4 x 4 matrix needs about 5; the bound only keeps broken numbers from looping. */
const MOST_SWEEPS = 50;

/**
 * The eigenvector of the largest eigenvalue, by cyclic Jacobi rotations (Golub and Van Loan, *Matrix Computations*,
 * section 8.5): slow for large matrices, exact and short for 4 x 4.
 *
 * @param matrix - symmetric, `size * size` numbers of about 1 row by row; left as it is.
 * @param size - rows.
 */
export function largestEigenvector(
  matrix: Float64Array,
  size: number,
): LargestEigenvector {
  const a = Float64Array.from(matrix);
  const v = new Float64Array(size * size);
  for (let i = 0; i < size; i++) v[i * size + i] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++)
      for (let q = p + 1; q < size; q++) off += a[p * size + q]! ** 2;
    if (off < NEGLIGIBLE) break;
    for (let p = 0; p < size; p++)
      for (let q = p + 1; q < size; q++) annihilate(a, v, p, q, size);
  }
  let best = 0;
  for (let i = 1; i < size; i++)
    if (a[i * size + i]! > a[best * size + best]!) best = i;
  const value = a[best * size + best]!;
  let gap = Infinity;
  for (let i = 0; i < size; i++)
    if (i !== best) gap = Math.min(gap, value - a[i * size + i]!);
  const vector = Float64Array.from(
    { length: size },
    (_, row) => v[row * size + best]!,
  );
  return { value, gap, vector };
}

/** Turns rows and columns p and q so that element (p, q) becomes zero, and collects the turn in the columns of `v`. */
function annihilate(
  a: Float64Array,
  v: Float64Array,
  p: number,
  q: number,
  size: number,
): void {
  const apq = a[p * size + q]!;
  if (apq === 0) return;
  const tau = (a[q * size + q]! - a[p * size + p]!) / (2 * apq);
  // The smaller of the two turns that do it, which is the stable one.
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
  const c = 1 / Math.hypot(1, t);
  const s = t * c;
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q, c, s);
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k, c, s);
  for (let k = 0; k < size; k++) turn(v, k * size + p, k * size + q, c, s);
}

function turn(
  values: Float64Array,
  first: number,
  second: number,
  c: number,
  s: number,
): void {
  const x = values[first]!;
  const y = values[second]!;
  values[first] = c * x - s * y;
  values[second] = s * x + c * y;
}
