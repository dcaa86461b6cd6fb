import type { MorphableModel } from "@fdhm/morphable-model";

/**
 * Parts a model's vertices by what hangs together. Vertices in one place are one: along the seams of a texture a mesh has
 * each of them twice.
 *
 * @returns the vertices of each part, the largest part first.
 */
export function connectedParts({
  mean,
  triangles,
  vertexCount,
}: Pick<MorphableModel, "mean" | "triangles" | "vertexCount">): Uint32Array[] {
  const parent = Uint32Array.from({ length: vertexCount }, (_, i) => i);
  const rootOf = (vertex: number): number => {
    while (parent[vertex] !== vertex) {
      parent[vertex] = parent[parent[vertex]!]!;
      vertex = parent[vertex]!;
    }
    return vertex;
  };
  const join = (a: number, b: number): void => {
    parent[rootOf(a)] = rootOf(b);
  };
  const places = new Map<string, number>();
  for (let i = 0; i < vertexCount; i++) {
    const place = mean.subarray(3 * i, 3 * i + 3).join(" ");
    const first = places.get(place);
    if (first === undefined) places.set(place, i);
    else join(i, first);
  }
  for (let t = 0; t < triangles.length; t += 3) {
    join(triangles[t]!, triangles[t + 1]!);
    join(triangles[t]!, triangles[t + 2]!);
  }
  const parts = new Map<number, number[]>();
  for (let i = 0; i < vertexCount; i++) {
    const root = rootOf(i);
    const part = parts.get(root);
    if (part === undefined) parts.set(root, [i]);
    else part.push(i);
  }
  return [...parts.values()]
    .sort((a, b) => b.length - a.length)
    .map((part) => Uint32Array.from(part));
}
