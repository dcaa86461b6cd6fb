/**
 * Carries numbers from where they are known to where they are not, smoothly and without a seam: averages of ever larger squares,
 * then each square takes what it lacks from the next larger (Gortler et al., "The Lumigraph", SIGGRAPH 1996, section 4.2, "pull-push").
 *
 * @param values - `size * size * 3` numbers, row by row; overwritten.
 * @param weights - `size * size` numbers from 0 (unknown) to 1 (known, and kept); overwritten.
 * @param size - edge of the square.
 */
export function spreadColours(
  values: Float32Array,
  weights: Float32Array,
  size: number,
): void {
  if (size === 1) return;
  const half = Math.ceil(size / 2);
  const sums = new Float32Array(3 * half * half);
  const known = new Float32Array(half * half);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const from = y * size + x;
      const to = (y >> 1) * half + (x >> 1);
      const weight = weights[from]!;
      known[to]! += weight;
      for (let c = 0; c < 3; c++)
        sums[3 * to + c]! += weight * values[3 * from + c]!;
    }
  for (let i = 0; i < known.length; i++) {
    if (known[i] === 0) continue;
    for (let c = 0; c < 3; c++) sums[3 * i + c]! /= known[i]!;
    known[i] = Math.min(1, known[i]!);
  }
  spreadColours(sums, known, half);

  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const at = y * size + x;
      const weight = weights[at]!;
      weights[at] = 1;
      if (weight === 1) continue;
      // Between the centres of the four larger squares about it, three quarters from its own.
      const column = x >> 1;
      const row = y >> 1;
      const beside = clamp(column + (x & 1 ? 1 : -1), half);
      const beyond = clamp(row + (y & 1 ? 1 : -1), half);
      for (let c = 0; c < 3; c++) {
        const read = (i: number, j: number) => sums[3 * (j * half + i) + c]!;
        const smooth =
          (9 * read(column, row) +
            3 * read(beside, row) +
            3 * read(column, beyond) +
            read(beside, beyond)) /
          16;
        const i = 3 * at + c;
        values[i] = weight * values[i]! + (1 - weight) * smooth;
      }
    }
}

function clamp(index: number, length: number): number {
  return Math.min(Math.max(index, 0), length - 1);
}
