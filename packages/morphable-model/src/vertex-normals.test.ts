import { describe, expect, it } from "@jest/globals";
import { vertexNormals } from "./vertex-normals.ts";

describe("vertexNormals", () => {
  it("points towards the viewer of a counter-clockwise triangle", () => {
    const points = new Float32Array([0, 0, 0, 2, 0, 0, 0, 3, 0]);
    const normals = vertexNormals(points, new Uint32Array([0, 1, 2]));
    expect([...normals]).toEqual([0, 0, 1, 0, 0, 1, 0, 0, 1]);
  });

  it("weighs triangles by area where they meet", () => {
    // Area 1/2 facing +z and area 3/2 facing +x meet at the origin: (3, 0, 1) / sqrt(10).
    const points = new Float32Array([
      ...[0, 0, 0],
      ...[1, 0, 0],
      ...[0, 1, 0],
      ...[0, 1, 0],
      ...[0, 0, 3],
    ]);
    const triangles = new Uint32Array([0, 1, 2, 0, 3, 4]);
    const normals = vertexNormals(points, triangles);
    expect(normals[0]).toBeCloseTo(3 / Math.sqrt(10), 6);
    expect(normals[1]).toBeCloseTo(0, 6);
    expect(normals[2]).toBeCloseTo(1 / Math.sqrt(10), 6);
  });

  it("gives zeros to a vertex without area and overwrites its buffer", () => {
    const points = new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0, 9, 9, 9]);
    const out = new Float32Array(12).fill(5);
    expect(vertexNormals(points, new Uint32Array([0, 1, 2]), out)).toBe(out);
    expect([...out.subarray(6)]).toEqual([0, 0, 1, 0, 0, 0]);
  });

  it("refuses wrong lengths", () => {
    const three = new Uint32Array(3);
    expect(() => vertexNormals(new Float32Array(4), three)).toThrow(/triples/);
    expect(() =>
      vertexNormals(new Float32Array(3), new Uint32Array(2)),
    ).toThrow(/3 T indices/);
    expect(() =>
      vertexNormals(new Float32Array(3), three, new Float32Array(6)),
    ).toThrow(/3 numbers for out/);
  });
});
