import { expected } from "@fdhm/errors";

/**
 * The normal of a surface at each vertex: the mean of its triangles' normals, weighted by their areas.
 *
 * @param points - xyz triples in model space (right-handed, y up), `3 V` numbers.
 * @param triangles - `3 T` vertex indices, counter-clockwise when seen from outside.
 * @param out - receives unit vectors that point outwards, `3 V` numbers; zeros at a vertex without area.
 * @throws RangeError where a length is wrong.
 */
export function vertexNormals(
  points: Float32Array,
  triangles: Uint32Array,
  out: Float32Array = new Float32Array(points.length),
): Float32Array {
  if (points.length % 3 !== 0)
    throw expected("xyz triples (3 V numbers)", "points", points.length);
  if (triangles.length % 3 !== 0)
    throw expected("3 T indices", "triangles", triangles.length);
  if (out.length !== points.length)
    throw expected(`${points.length} numbers`, "out", out);
  out.fill(0);
  for (let t = 0; t < triangles.length; t += 3) {
    const a = 3 * triangles[t]!;
    const b = 3 * triangles[t + 1]!;
    const c = 3 * triangles[t + 2]!;
    const ux = points[b]! - points[a]!;
    const uy = points[b + 1]! - points[a + 1]!;
    const uz = points[b + 2]! - points[a + 2]!;
    const vx = points[c]! - points[a]!;
    const vy = points[c + 1]! - points[a + 1]!;
    const vz = points[c + 2]! - points[a + 2]!;
    // Twice the area long: adding it up weighs by area.
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    for (const vertex of [a, b, c]) {
      out[vertex]! += nx;
      out[vertex + 1]! += ny;
      out[vertex + 2]! += nz;
    }
  }
  for (let i = 0; i < out.length; i += 3) {
    // Not Math.hypot, which doubles the time of the whole function.
    const length = Math.sqrt(
      out[i]! ** 2 + out[i + 1]! ** 2 + out[i + 2]! ** 2,
    );
    if (length === 0) continue;
    out[i]! /= length;
    out[i + 1]! /= length;
    out[i + 2]! /= length;
  }
  return out;
}
