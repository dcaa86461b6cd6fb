import { expected } from "@fdhm/errors";

/**
 * The triangles of a surface that are turned to the camera, the furthest first.
 *
 * @param vertices - xyz triples in picture px, y down, z to the camera, `3 V` numbers.
 * @param triangles - `3 T` vertex indices, counter-clockwise when seen from outside.
 * @returns for each of them the place of its first corner in `triangles`.
 * @throws RangeError where a length is wrong, an index has no vertex or a coordinate is not finite.
 */
export function frontTriangles(
  vertices: Float32Array,
  triangles: Uint32Array,
): Uint32Array {
  if (vertices.length % 3 !== 0)
    throw expected("xyz triples (3 V numbers)", "vertices", vertices.length);
  if (triangles.length % 3 !== 0)
    throw expected("3 T indices", "triangles", triangles.length);
  const depths = new Float32Array(triangles.length);
  const front: number[] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    const a = 3 * triangles[t]!;
    const b = 3 * triangles[t + 1]!;
    const c = 3 * triangles[t + 2]!;
    if (Math.max(a, b, c) >= vertices.length)
      throw expected(
        `indices below ${vertices.length / 3}`,
        `triangle ${t / 3}`,
        [a / 3, b / 3, c / 3],
      );
    const ax = vertices[a]!;
    const ay = vertices[a + 1]!;
    // Twice the area in the picture: positive for triangles that run clockwise there, y being down.
    const area =
      (vertices[b]! - ax) * (vertices[c + 1]! - ay) -
      (vertices[b + 1]! - ay) * (vertices[c]! - ax);
    depths[t] = vertices[a + 2]! + vertices[b + 2]! + vertices[c + 2]!;
    if (!Number.isFinite(area + depths[t]!))
      throw expected("finite px", `vertices of triangle ${t / 3}`, area);
    if (area < 0) front.push(t);
  }
  return Uint32Array.from(front).sort((s, t) => depths[s]! - depths[t]!);
}
