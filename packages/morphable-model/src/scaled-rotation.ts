import { factorise, solveFactorised } from "./cholesky.ts";

/** The upper two rows of a rotation times a scale, from points that are seen without depth. */
export interface ScaledRotation {
  /** Positive. */
  readonly scale: number;
  /** 9 numbers, row by row. */
  readonly matrix: Float64Array;
}

/** About 8 steps suffice for a face; the bound keeps broken numbers from looping. */
const MOST_STEPS = 60;
/** Of the turn in radians and the scale's logarithm: a tenth of it is left after the last step. */
const LAST_STEP = 1e-9;
/** Steps below it are taken unseen: the cost, of second order, no longer tells better from worse. */
const UNSEEN_STEP = 1e-7;
const FIRST_DAMPING = 1e-6;

/**
 * Finds `P = s R`, upper two rows, that minimises `sum |P m - p|^2 = tr(P C P') - 2 tr(B P') + const`, by steps of
 * Levenberg and Marquardt on the logarithm of s and three turns of R. The points enter through their moments alone, so a
 * step costs the same for any number of them.
 *
 * @param spread - C, `sum m m'`, 9 numbers, positive definite.
 * @param product - B, `sum p m'`, 6 numbers, of rank 2.
 */
export function fitScaledRotation(
  spread: Float64Array,
  product: Float64Array,
): ScaledRotation {
  let best = nearest(affine(spread, product));
  let cost = costOf(best, spread, product);
  let damping = FIRST_DAMPING;
  for (let step = 0; step < MOST_STEPS; step++) {
    const change = descent(best, spread, product, damping);
    const next = apply(best, change);
    const nextCost = costOf(next, spread, product);
    const length = Math.hypot(...change);
    if (nextCost <= cost || length < UNSEEN_STEP) {
      best = next;
      cost = nextCost;
      damping /= 10;
    } else damping *= 10;
    if (length < LAST_STEP) break;
  }
  return best;
}

/** `B C^-1`: the best affine camera. */
function affine(spread: Float64Array, product: Float64Array): Float64Array {
  const factor = Float64Array.from(spread);
  factorise(factor, 3);
  const out = Float64Array.from(product);
  solveFactorised(factor, 3, out.subarray(0, 3));
  solveFactorised(factor, 3, out.subarray(3));
  return out;
}

/** Makes two rows perpendicular by turning both alike, and of one length; the third row is their cross product. */
function nearest(rows: Float64Array): ScaledRotation {
  const [first, second] = [rows.subarray(0, 3), rows.subarray(3, 6)];
  const lengths = [Math.hypot(...first), Math.hypot(...second)] as const;
  const sum = unit(
    first.map((x, k) => x / lengths[0] + second[k]! / lengths[1]),
  );
  const difference = unit(
    first.map((x, k) => x / lengths[0] - second[k]! / lengths[1]),
  );
  const u = sum.map((x, k) => (x + difference[k]!) / Math.SQRT2);
  const v = sum.map((x, k) => (x - difference[k]!) / Math.SQRT2);
  const w = [
    u[1]! * v[2]! - u[2]! * v[1]!,
    u[2]! * v[0]! - u[0]! * v[2]!,
    u[0]! * v[1]! - u[1]! * v[0]!,
  ];
  return {
    scale: (lengths[0] + lengths[1]) / 2,
    matrix: Float64Array.from([...u, ...v, ...w]),
  };
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** `[d log s, turn about x, y, z]`, in the camera's axes. */
type Change = [number, number, number, number];

function descent(
  { scale, matrix }: ScaledRotation,
  spread: Float64Array,
  product: Float64Array,
  damping: number,
): Change {
  const m = matrix.map((value) => scale * value);
  // How the two rows change with each of the four.
  const columns = [
    [m[0]!, m[1]!, m[2]!, m[3]!, m[4]!, m[5]!],
    [0, 0, 0, -m[6]!, -m[7]!, -m[8]!],
    [m[6]!, m[7]!, m[8]!, 0, 0, 0],
    [-m[3]!, -m[4]!, -m[5]!, m[0]!, m[1]!, m[2]!],
  ];
  const normal = new Float64Array(16);
  const change = new Float64Array(4);
  for (let i = 0; i < 4; i++) {
    const weighted = timesSpread(columns[i]!, spread);
    change[i] = dot(columns[i]!, product) - dot(weighted, columns[0]!);
    for (let j = 0; j <= i; j++) normal[4 * i + j] = dot(weighted, columns[j]!);
    normal[5 * i]! *= 1 + damping;
  }
  factorise(normal, 4);
  solveFactorised(normal, 4, change);
  return Array.from(change) as Change;
}

function apply(
  { scale, matrix }: ScaledRotation,
  change: Change,
): ScaledRotation {
  const [logarithm, x, y, z] = change;
  const angle = Math.hypot(x, y, z);
  // Rodrigues: R' = R + sin(a)/a [w]R + (1 - cos a)/a^2 [w][w]R, the quotients by their limits at rest.
  const first = angle < 1e-8 ? 1 : Math.sin(angle) / angle;
  const second = angle < 1e-8 ? 0.5 : 2 * (Math.sin(angle / 2) / angle) ** 2;
  const turned = cross([x, y, z], matrix);
  const twice = cross([x, y, z], turned);
  return {
    scale: scale * Math.exp(logarithm),
    matrix: matrix.map(
      (value, i) => value + first * turned[i]! + second * twice[i]!,
    ),
  };
}

/** The cross product of a vector with each column. */
function cross(
  [x, y, z]: readonly [number, number, number],
  m: Float64Array,
): Float64Array {
  const out = new Float64Array(9);
  for (let k = 0; k < 3; k++) {
    out[k] = y * m[6 + k]! - z * m[3 + k]!;
    out[3 + k] = z * m[k]! - x * m[6 + k]!;
    out[6 + k] = x * m[3 + k]! - y * m[k]!;
  }
  return out;
}

function costOf(
  { scale, matrix }: ScaledRotation,
  spread: Float64Array,
  product: Float64Array,
): number {
  const p = matrix.slice(0, 6).map((value) => scale * value);
  return dot(timesSpread(p, spread), p) - 2 * dot(p, product);
}

/** Two rows times C. */
function timesSpread(rows: ArrayLike<number>, spread: Float64Array): number[] {
  const out = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < 6; i++) {
    const start = i < 3 ? 0 : 3;
    const column = i - start;
    out[i] =
      rows[start]! * spread[column]! +
      rows[start + 1]! * spread[3 + column]! +
      rows[start + 2]! * spread[6 + column]!;
  }
  return out;
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
