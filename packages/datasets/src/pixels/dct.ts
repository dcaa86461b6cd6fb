/** `cos(k pi / 16) / 2`: the factors of the orthonormal cosine transform of eight numbers. */
const [, C1, C2, C3, , C5, C6, C7] = Array.from(
  { length: 8 },
  (_, k) => Math.cos((k * Math.PI) / 16) / 2,
) as [number, number, number, number, number, number, number, number];
const C4 = Math.SQRT1_2 / 2;

/**
 * The orthonormal cosine transform (type II) of a block, in place: rows, then columns, each split into its even and its
 * odd half (ITU-T T.81, A.3.3).
 *
 * @param block - 64 numbers, row after row; receives the coefficients, row `v` and column `u` at `8 v + u`.
 */
export function forwardDct(block: Float64Array): void {
  for (let row = 0; row < 64; row += 8) forward(block, row, 1);
  for (let column = 0; column < 8; column++) forward(block, column, 8);
}

/** The inverse of {@link forwardDct}, in place; quick where most coefficients are 0, as after quantisation. */
export function inverseDct(block: Float64Array): void {
  for (let column = 0; column < 8; column++) inverse(block, column, 8);
  for (let row = 0; row < 64; row += 8) inverse(block, row, 1);
}

function forward(block: Float64Array, first: number, step: number): void {
  const x0 = block[first]!;
  const x1 = block[first + step]!;
  const x2 = block[first + 2 * step]!;
  const x3 = block[first + 3 * step]!;
  const x4 = block[first + 4 * step]!;
  const x5 = block[first + 5 * step]!;
  const x6 = block[first + 6 * step]!;
  const x7 = block[first + 7 * step]!;
  const s0 = x0 + x7;
  const s1 = x1 + x6;
  const s2 = x2 + x5;
  const s3 = x3 + x4;
  const d0 = x0 - x7;
  const d1 = x1 - x6;
  const d2 = x2 - x5;
  const d3 = x3 - x4;
  block[first] = C4 * (s0 + s3 + s1 + s2);
  block[first + 4 * step] = C4 * (s0 + s3 - s1 - s2);
  block[first + 2 * step] = C2 * (s0 - s3) + C6 * (s1 - s2);
  block[first + 6 * step] = C6 * (s0 - s3) - C2 * (s1 - s2);
  block[first + step] = C1 * d0 + C3 * d1 + C5 * d2 + C7 * d3;
  block[first + 3 * step] = C3 * d0 - C7 * d1 - C1 * d2 - C5 * d3;
  block[first + 5 * step] = C5 * d0 - C1 * d1 + C7 * d2 + C3 * d3;
  block[first + 7 * step] = C7 * d0 - C5 * d1 + C3 * d2 - C1 * d3;
}

function inverse(block: Float64Array, first: number, step: number): void {
  const y0 = block[first]!;
  const y1 = block[first + step]!;
  const y2 = block[first + 2 * step]!;
  const y3 = block[first + 3 * step]!;
  const y4 = block[first + 4 * step]!;
  const y5 = block[first + 5 * step]!;
  const y6 = block[first + 6 * step]!;
  const y7 = block[first + 7 * step]!;
  if (
    y1 === 0 &&
    y2 === 0 &&
    y3 === 0 &&
    y4 === 0 &&
    y5 === 0 &&
    y6 === 0 &&
    y7 === 0
  ) {
    const even = C4 * y0;
    for (let i = 0; i < 8; i++) block[first + i * step] = even;
    return;
  }
  const plus = C4 * (y0 + y4);
  const minus = C4 * (y0 - y4);
  const low = C2 * y2 + C6 * y6;
  const high = C6 * y2 - C2 * y6;
  const e0 = plus + low;
  const e1 = minus + high;
  const e2 = minus - high;
  const e3 = plus - low;
  const o0 = C1 * y1 + C3 * y3 + C5 * y5 + C7 * y7;
  const o1 = C3 * y1 - C7 * y3 - C1 * y5 - C5 * y7;
  const o2 = C5 * y1 - C1 * y3 + C7 * y5 + C3 * y7;
  const o3 = C7 * y1 - C5 * y3 + C3 * y5 - C1 * y7;
  block[first] = e0 + o0;
  block[first + step] = e1 + o1;
  block[first + 2 * step] = e2 + o2;
  block[first + 3 * step] = e3 + o3;
  block[first + 4 * step] = e3 - o3;
  block[first + 5 * step] = e2 - o2;
  block[first + 6 * step] = e1 - o1;
  block[first + 7 * step] = e0 - o0;
}
