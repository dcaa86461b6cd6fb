import { expected } from "@fdhm/errors";

/** How many times longer an edge counts whose end lies one edge length off the plane. */
const DETOUR = 3;

/**
 * A way over a mesh from one vertex to another, close to the plane that runs through both along the z axis: what looks like a straight line
 * from the front. Dijkstra's shortest path, with edges that leave the plane made longer.
 *
 * @param points - xyz triples, `3 V` numbers.
 * @param neighbours - vertices that share an edge with each vertex: result of {@link meshNeighbours}.
 * @param start - vertex.
 * @param end - vertex.
 * @returns vertices from `start` to `end`.
 * @throws RangeError where no way leads from one to the other.
 */
export function surfacePath(
  points: ArrayLike<number>,
  neighbours: readonly (readonly number[])[],
  start: number,
  end: number,
): Uint32Array {
  const place = (vertex: number, axis: number): number =>
    points[3 * vertex + axis]!;
  // Unit normal of the plane, which has no z.
  const along = [0, 1].map((k) => place(end, k) - place(start, k));
  const length = Math.hypot(...along);
  const off = (vertex: number): number =>
    length === 0
      ? 0
      : Math.abs(
          (place(vertex, 0) - place(start, 0)) * along[1]! -
            (place(vertex, 1) - place(start, 1)) * along[0]!,
        ) / length;
  const cost = (from: number, to: number): number => {
    const edge = Math.hypot(
      ...[0, 1, 2].map((k) => place(to, k) - place(from, k)),
    );
    return edge + DETOUR * off(to);
  };

  const before = new Map<number, number>();
  const settled = new Set<number>();
  const open = new Map([[start, 0]]);
  while (open.size > 0) {
    // The border of what is known is short next to the mesh: a search through it is fast enough.
    let [vertex, reached] = [start, Infinity];
    for (const [candidate, distance] of open)
      if (distance < reached) [vertex, reached] = [candidate, distance];
    if (vertex === end) return trace(before, start, end);
    open.delete(vertex);
    settled.add(vertex);
    for (const next of neighbours[vertex]!) {
      if (settled.has(next)) continue;
      const distance = reached + cost(vertex, next);
      if (distance >= (open.get(next) ?? Infinity)) continue;
      open.set(next, distance);
      before.set(next, vertex);
    }
  }
  throw expected(
    "triangles that join the landmarks",
    `vertices ${start} and ${end}`,
    "no way between them",
  );
}

function trace(
  before: ReadonlyMap<number, number>,
  start: number,
  end: number,
): Uint32Array {
  const path = [end];
  for (let at = end; at !== start; path.push(at)) at = before.get(at)!;
  return Uint32Array.from(path.reverse());
}

/**
 * Vertices that share an edge. Vertices in one place, as on the seams of a texture, count as one: all but the first of them are left out.
 *
 * @param points - xyz triples, `3 V` numbers.
 * @param triangles - `3 T` vertices.
 * @returns for each vertex the others, or those of the first vertex in its place.
 */
export function meshNeighbours(
  points: ArrayLike<number>,
  triangles: ArrayLike<number>,
): number[][] {
  const places = new Map<string, number>();
  const first = Array.from({ length: points.length / 3 }, (_, vertex) => {
    const place = [0, 1, 2].map((k) => points[3 * vertex + k]).join(" ");
    const known = places.get(place);
    if (known === undefined) places.set(place, vertex);
    return known ?? vertex;
  });
  const found = first.map(() => new Set<number>());
  for (let t = 0; t < triangles.length; t += 3)
    for (let k = 0; k < 3; k++) {
      const a = first[triangles[t + k]!]!;
      const b = first[triangles[t + ((k + 1) % 3)]!]!;
      if (a === b) continue;
      found[a]!.add(b);
      found[b]!.add(a);
    }
  return first.map((vertex) => [...found[vertex]!]);
}
