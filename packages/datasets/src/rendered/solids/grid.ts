import type { Triple } from "./triple.ts";

/** A surface in model space, not lit yet. */
export interface Mesh {
  /** xyz triples, `3 V` numbers, y up. */
  readonly vertices: Float32Array;
  /** `3 T` vertex indices, counter-clockwise when seen from outside. */
  readonly triangles: Uint32Array;
}

const known = new Map<string, Uint32Array>();

/**
 * A surface over a grid of points. Seen from outside, rows run downwards and columns to the right.
 *
 * @param rows - points down, 2 or more.
 * @param columns - points across, 2 or more.
 * @param closed - whether the last column is joined to the first.
 * @param at - the point of a row and column in model space.
 */
export function gridMesh(
  rows: number,
  columns: number,
  closed: boolean,
  at: (row: number, column: number) => Triple,
): Mesh {
  const vertices = new Float32Array(3 * rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      vertices.set(at(row, column), 3 * (row * columns + column));
  return { vertices, triangles: gridTriangles(rows, columns, closed) };
}

/** Joins meshes to one. */
export function joinMeshes(meshes: readonly Mesh[]): Mesh {
  const sum = (length: (mesh: Mesh) => number) =>
    meshes.reduce((total, mesh) => total + length(mesh), 0);
  const vertices = new Float32Array(sum((mesh) => mesh.vertices.length));
  const triangles = new Uint32Array(sum((mesh) => mesh.triangles.length));
  let vertex = 0;
  let corner = 0;
  for (const mesh of meshes) {
    vertices.set(mesh.vertices, 3 * vertex);
    for (const index of mesh.triangles) triangles[corner++] = vertex + index;
    vertex += mesh.vertices.length / 3;
  }
  return { vertices, triangles };
}

/** The same grids come again with every face: their triangles are made once. */
function gridTriangles(
  rows: number,
  columns: number,
  closed: boolean,
): Uint32Array {
  const key = `${rows} ${columns} ${closed}`;
  const made = known.get(key);
  if (made !== undefined) return made;
  const triangles: number[] = [];
  for (let row = 0; row + 1 < rows; row++)
    for (let column = 0; column < (closed ? columns : columns - 1); column++) {
      const next = (column + 1) % columns;
      const [upper, upperNext] = [row * columns + column, row * columns + next];
      const [lower, lowerNext] = [upper + columns, upperNext + columns];
      triangles.push(upper, lower, lowerNext, upper, lowerNext, upperNext);
    }
  const result = new Uint32Array(triangles);
  known.set(key, result);
  return result;
}
