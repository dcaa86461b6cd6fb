import { describe, expect, it } from "@jest/globals";
import { vertexNormals } from "@fdhm/morphable-model";
import { gridMesh, joinMeshes } from "./grid.ts";

describe("gridMesh", () => {
  it("faces the camera where rows run down and columns to the right", () => {
    const { vertices, triangles } = gridMesh(3, 4, false, (row, column) => [
      column,
      -row,
      0,
    ]);
    expect(triangles.length).toBe(3 * 2 * 2 * 3);
    const normals = vertexNormals(vertices, triangles);
    for (let i = 2; i < normals.length; i += 3) expect(normals[i]).toBe(1);
  });

  it("joins the last column to the first where it is closed", () => {
    const open = gridMesh(2, 5, false, () => [0, 0, 0]).triangles;
    const closed = gridMesh(2, 5, true, () => [0, 0, 0]).triangles;
    expect(closed.length - open.length).toBe(6);
    expect([...closed.slice(-6)]).toContain(0);
  });
});

describe("joinMeshes", () => {
  it("moves the second mesh's indices behind the first's vertices", () => {
    const square = gridMesh(2, 2, false, (row, column) => [column, row, 0]);
    const joined = joinMeshes([square, square]);
    expect(joined.vertices).toEqual(
      new Float32Array([...square.vertices, ...square.vertices]),
    );
    expect([...joined.triangles.subarray(6)]).toEqual(
      Array.from(square.triangles, (index) => index + 4),
    );
  });
});
