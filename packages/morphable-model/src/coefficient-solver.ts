import { expected } from "@fdhm/errors";
import { factorise, solveFactorised } from "./cholesky.ts";
import type { LandmarkKernel } from "./landmark-kernel.ts";

/*
 * The coefficients c that minimise |W^1/2 (J c - y)|^2 + lambda |c|^2, where the rows of J for point i are P A_i: A_i the
 * modes there, P the camera. They are c = J' a with (J J' + lambda W^-1) a = y: as many equations as numbers are seen,
 * 136 or 204 for 68 points, where there are 228 modes. The matrix consists of blocks P (A A')_ij P', and A A' waits in
 * the kernel.
 *
 * Ways tried, for 68 points and 228 modes on one core of a 2-core x86-64 machine with Node 20:
 *
 *   228 unknowns, their matrix from six waiting ones    0.90 ms a round
 *   this way, two axes (136 equations)                  0.21 ms a round
 *   this way, three axes (204), factor of each round    6.6 ms a fit of eight rounds
 *   the same, factor kept while the scale hardly moves  2.3 ms a fit of eight rounds
 */

/** Finds, round after round, what pulls the mean shape towards the points that are seen. */
export interface CoefficientSolver {
  /**
   * @param points - points of the kernel: one for each that is seen, N.
   * @param camera - P: `D` rows of 3 numbers, from model space to the unit of `wanted`; with depth a rotation times a scale.
   * @param wanted - y: `D` numbers for each point, the part of its place that the mean shape leaves.
   * @returns the forces `P' a`, `3 N` numbers: coefficients are their sums with the modes. The solver's own memory.
   * @throws RangeError where lambda is too small to tell the matrix from a singular one.
   */
  (
    points: ArrayLike<number>,
    camera: Float64Array,
    wanted: Float64Array,
  ): Float64Array;
}

/**
 * For points of a picture, D = 2: a new matrix each round.
 *
 * @param kernel - of the model.
 * @param ridge - `lambda / w` of each point, N.
 */
export function pictureSolver(
  kernel: LandmarkKernel,
  ridge: Float64Array,
): CoefficientSolver {
  const size = 2 * ridge.length;
  const matrix = new Float64Array(size * size);
  const solution = new Float64Array(size);
  const forces = new Float64Array(3 * ridge.length);
  return (points, camera, wanted) => {
    fillProjected(kernel, points, camera, matrix, size);
    for (let i = 0; i < size; i++) matrix[i * size + i]! += ridge[i >> 1]!;
    if (!factorise(matrix, size)) throw tooSmall(ridge);
    solution.set(wanted);
    solveFactorised(matrix, size, solution);
    for (let point = 0; point < ridge.length; point++)
      for (let axis = 0; axis < 3; axis++)
        forces[3 * point + axis] =
          camera[axis]! * solution[2 * point]! +
          camera[3 + axis]! * solution[2 * point + 1]!;
    return forces;
  };
}

/** Blocks `P (A A')_ij P'` of the lower triangle, for two rows of P. */
function fillProjected(
  kernel: LandmarkKernel,
  points: ArrayLike<number>,
  camera: Float64Array,
  matrix: Float64Array,
  size: number,
): void {
  const { products } = kernel;
  const stride = 3 * kernel.pointCount;
  const [a, b, c] = [camera[0]!, camera[1]!, camera[2]!];
  const [d, e, f] = [camera[3]!, camera[4]!, camera[5]!];
  for (let i = 0; i < size / 2; i++) {
    const x = 3 * points[i]! * stride;
    const y = x + stride;
    const z = y + stride;
    const row = 2 * i * size;
    for (let j = 0; j <= i; j++) {
      const k = 3 * points[j]!;
      // The three columns of P (A A')_ij.
      const [xx, yx, zx] = [
        products[x + k]!,
        products[y + k]!,
        products[z + k]!,
      ];
      const [xy, yy, zy] = [
        products[x + k + 1]!,
        products[y + k + 1]!,
        products[z + k + 1]!,
      ];
      const [xz, yz, zz] = [
        products[x + k + 2]!,
        products[y + k + 2]!,
        products[z + k + 2]!,
      ];
      const ux = a * xx + b * yx + c * zx;
      const uy = a * xy + b * yy + c * zy;
      const uz = a * xz + b * yz + c * zz;
      const vx = d * xx + e * yx + f * zx;
      const vy = d * xy + e * yy + f * zy;
      const vz = d * xz + e * yz + f * zz;
      const at = row + 2 * j;
      matrix[at] = ux * a + uy * b + uz * c;
      matrix[at + 1] = ux * d + uy * e + uz * f;
      matrix[at + size] = vx * a + vy * b + vz * c;
      matrix[at + size + 1] = vx * d + vy * e + vz * f;
    }
  }
}

/** How far the squared scale may move until a new factor is due. */
const STALE = 0.1;

/**
 * For points with depth, D = 3. Seen from the model, `P' P = q^2`: the matrix is `q^2 A A' + lambda W^-1`, and between
 * rounds only the scale q changes, by little. The factor of an earlier round then serves to improve its solution: what is
 * wrong with it shrinks to at most `STALE` of itself each round, and the rounds themselves need not be more exact than
 * that.
 *
 * @param kernel - of the model.
 * @param ridge - `lambda / w` of each point, N.
 */
export function depthSolver(
  kernel: LandmarkKernel,
  ridge: Float64Array,
): CoefficientSolver {
  const size = 3 * ridge.length;
  const matrix = new Float64Array(size * size);
  const factor = new Float64Array(size * size);
  const solution = new Float64Array(size);
  const left = new Float64Array(size);
  const forces = new Float64Array(size);
  let factored = 0;
  let gathered: number[] = [];
  return (points, camera, wanted) => {
    if (gathered.length === 0 || gathered.some((p, i) => p !== points[i])) {
      gathered = Array.from(points);
      gather(kernel, gathered, matrix, size);
      factored = 0;
    }
    const square = camera[0]! ** 2 + camera[1]! ** 2 + camera[2]! ** 2;
    const scale = Math.sqrt(square);
    if (!(Math.abs(square - factored) <= STALE * factored)) {
      factored = square;
      for (let i = 0; i < factor.length; i++) factor[i] = square * matrix[i]!;
      for (let i = 0; i < size; i++)
        factor[i * size + i]! += ridge[Math.floor(i / 3)]!;
      if (!factorise(factor, size)) throw tooSmall(ridge);
    }
    for (let point = 0; point < ridge.length; point++) {
      const [x, y, z] = [
        wanted[3 * point]!,
        wanted[3 * point + 1]!,
        wanted[3 * point + 2]!,
      ];
      for (let axis = 0; axis < 3; axis++)
        left[3 * point + axis] =
          (camera[axis]! * x + camera[3 + axis]! * y + camera[6 + axis]! * z) /
          scale;
    }
    for (let row = 0; row < size; row++) {
      let sum = 0;
      const start = row * size;
      for (let column = 0; column < size; column++)
        sum += matrix[start + column]! * solution[column]!;
      left[row]! -= square * sum + ridge[Math.floor(row / 3)]! * solution[row]!;
    }
    solveFactorised(factor, size, left);
    for (let i = 0; i < size; i++) {
      solution[i]! += left[i]!;
      forces[i] = scale * solution[i]!;
    }
    return forces;
  };
}

function gather(
  { products, pointCount }: LandmarkKernel,
  points: readonly number[],
  matrix: Float64Array,
  size: number,
): void {
  const stride = 3 * pointCount;
  for (let row = 0; row < size; row++) {
    const from = (3 * points[Math.floor(row / 3)]! + (row % 3)) * stride;
    for (let column = 0; column < size; column++)
      matrix[row * size + column] =
        products[from + 3 * points[Math.floor(column / 3)]! + (column % 3)]!;
  }
}

function tooSmall(ridge: Float64Array): RangeError {
  return expected(
    "a larger number (the fit is singular to rounding)",
    "lambda / weight",
    Math.min(...ridge),
  );
}
