import { expected } from "@fdhm/errors";
import { factorise, solveFactorised } from "./cholesky.ts";

/** How {@link followPoints} spreads shifts over a surface. */
export interface FollowOptions {
  /** How far a shift is felt, in the unit of the points: standard deviation of the Gaussian about it; positive. */
  readonly reach: number;
  /**
   * How much a vertex may stay behind its shift where its neighbours pull elsewhere, as a share: 0 follows exactly, which
   * two shifts of one place cannot; 0.05 where absent.
   */
  readonly slack?: number;
}

/**
 * Bends a surface so that some of its vertices take given shifts and everything between them follows smoothly: sums of
 * Gaussians about the vertices, solved for the shifts (radial basis functions; Carr et al., "Reconstruction and
 * representation of 3D objects with radial basis functions", SIGGRAPH 2001). Beyond the reach nothing moves.
 *
 * @param points - xyz triples, `3 V` numbers.
 * @param vertices - which of them are pulled, n.
 * @param shifts - where to, xyz triples, `3 n` numbers.
 * @param options - see {@link FollowOptions}.
 * @param out - receives `3 V` numbers; may be `points`.
 * @throws RangeError where a length or an option is wrong, a vertex does not exist or a number is not finite.
 */
export function followPoints(
  points: Float32Array,
  vertices: ArrayLike<number>,
  shifts: ArrayLike<number>,
  { reach, slack = 0.05 }: FollowOptions,
  out: Float32Array = new Float32Array(points.length),
): Float32Array {
  const count = vertices.length;
  check(points, vertices, shifts, out);
  if (!(reach > 0 && reach < Infinity))
    throw expected("a positive finite number", "reach", reach);
  if (!(slack >= 0 && slack < Infinity))
    throw expected("a number from 0", "slack", slack);
  const centres = new Float64Array(3 * count);
  for (let i = 0; i < centres.length; i++)
    centres[i] = points[3 * vertices[Math.floor(i / 3)]! + (i % 3)]!;
  const forces = solve(centres, shifts, reach, slack);

  const falloff = -0.5 / (reach * reach);
  // Ten millionths of a shift are not worth an exponential.
  const beyond = 32 * reach * reach;
  for (let i = 0; i < points.length; i += 3) {
    const x = points[i]!;
    const y = points[i + 1]!;
    const z = points[i + 2]!;
    let [dx, dy, dz] = [0, 0, 0];
    for (let k = 0; k < centres.length; k += 3) {
      const u = x - centres[k]!;
      const v = y - centres[k + 1]!;
      const w = z - centres[k + 2]!;
      const square = u * u + v * v + w * w;
      if (square > beyond) continue;
      const share = Math.exp(falloff * square);
      dx += share * forces[k]!;
      dy += share * forces[k + 1]!;
      dz += share * forces[k + 2]!;
    }
    out[i] = x + dx;
    out[i + 1] = y + dy;
    out[i + 2] = z + dz;
  }
  return out;
}

/** What each centre must push so that together they give the shifts. */
function solve(
  centres: Float64Array,
  shifts: ArrayLike<number>,
  reach: number,
  slack: number,
): Float64Array {
  const count = centres.length / 3;
  const matrix = new Float64Array(count * count);
  for (let i = 0; i < count; i++)
    for (let j = 0; j <= i; j++) {
      let square = 0;
      for (let axis = 0; axis < 3; axis++)
        square += (centres[3 * i + axis]! - centres[3 * j + axis]!) ** 2;
      matrix[i * count + j] = Math.exp((-0.5 * square) / (reach * reach));
    }
  for (let i = 0; i < count; i++) matrix[i * count + i]! += slack;
  if (!factorise(matrix, count))
    throw expected(
      "slack, or vertices in places of their own",
      "vertices",
      new Error("two in one place"),
    );
  const forces = new Float64Array(3 * count);
  const column = new Float64Array(count);
  for (let axis = 0; axis < 3; axis++) {
    for (let i = 0; i < count; i++) column[i] = shifts[3 * i + axis]!;
    solveFactorised(matrix, count, column);
    for (let i = 0; i < count; i++) forces[3 * i + axis] = column[i]!;
  }
  return forces;
}

function check(
  points: Float32Array,
  vertices: ArrayLike<number>,
  shifts: ArrayLike<number>,
  out: Float32Array,
): void {
  if (points.length % 3 !== 0)
    throw expected("xyz triples (3 V numbers)", "points", points.length);
  if (out.length !== points.length)
    throw expected(`${points.length} numbers`, "out", out);
  if (shifts.length !== 3 * vertices.length)
    throw expected(`${3 * vertices.length} numbers`, "shifts", shifts.length);
  for (let i = 0; i < vertices.length; i++)
    if (!(vertices[i]! < points.length / 3))
      throw expected(
        `a vertex below ${points.length / 3}`,
        `vertices[${i}]`,
        vertices[i],
      );
  for (let i = 0; i < shifts.length; i++)
    if (!Number.isFinite(shifts[i]))
      throw expected("finite numbers", `shifts[${i}]`, shifts[i]);
}
