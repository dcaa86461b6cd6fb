import { describe, expect, it } from "@jest/globals";
import { readObj, readObjPositions } from "./read-obj.ts";

const SQUARE = `# a square
mtllib none.mtl
v 0 0 0
v 1.5 0 -2e-1 1.0
v 1 1 0 0.5 0.5 0.5
v 0 1 0

vt 0 0
vt 1 0 0
vt 0.25 0.75
vt 0 1
vn 0 0 1
g skin
usemtl red
`;

describe("readObj", () => {
  it("reads vertices and texture coordinates, and cuts polygons", () => {
    const mesh = readObj(`${SQUARE}f 1/1/1 2/2/1 3/3/1 4/4/1 # quad\n`);
    expect([...mesh.positions]).toEqual([
      ...[0, 0, 0, 1.5, 0, -0.2],
      ...[1, 1, 0, 0, 1, 0],
    ]);
    expect([...mesh.textureCoordinates]).toEqual([
      0, 0, 1, 0, 0.25, 0.75, 0, 1,
    ]);
    expect([...mesh.triangles]).toEqual([0, 1, 2, 0, 2, 3]);
    expect([...mesh.textureTriangles]).toEqual([0, 1, 2, 0, 2, 3]);
  });

  it("tells which face each triangle was cut from", () => {
    const mesh = readObj(`${SQUARE}f 1 2 3\nf 1 2 3 4\nf 4 3 2`);
    expect([...mesh.faces]).toEqual([0, 1, 1, 2]);
  });

  it.each([
    ["vertices alone", "f 1 2 3", [0, 1, 2], []],
    ["vertices with normals", "f 1//1 2//1 3//1", [0, 1, 2], []],
    ["texture of its own", "f 1/4 2/3 3/2", [0, 1, 2], [3, 2, 1]],
    ["counting back", "f -4/-1 -3/-2 -2/-3", [0, 1, 2], [3, 2, 1]],
    ["five corners", "f 1 2 3 4 1", [0, 1, 2, 0, 2, 3, 0, 3, 0], []],
    ["Windows' line ends", "f 1 2 3\r\nf 1 3 4\r\n", [0, 1, 2, 0, 2, 3], []],
  ])("reads faces of %s", (_, faces, triangles, textures) => {
    const mesh = readObj(SQUARE + faces);
    expect([...mesh.triangles]).toEqual(triangles);
    expect([...mesh.textureTriangles]).toEqual(textures);
  });

  it("reads faces that come before their vertices", () => {
    const mesh = readObj("f 1 2 3\nv 0 0 0\nv 1 0 0\nv 0 1 0");
    expect([...mesh.triangles]).toEqual([0, 1, 2]);
  });

  // The square has 14 lines, so what is added stands in line 15.
  it.each([
    ["v 1 2", /3 numbers for v but received 2 \(a\.obj, line 15\)/],
    ["v 1 2 x3", /finite number for v but received "x3" \(a\.obj, line 15\)/],
    ["vt 1", /2 numbers for vt but received 1 \(a\.obj, line 15\)/],
    ["vt 1 NaN", /finite number for vt but received "NaN" \(a\.obj, line 15\)/],
    ["f 1 2", /3 corners or more for f but received 2 \(a\.obj, line 15\)/],
    ["f 0 1 2", /index from 1 for vertex of f but received "0" .*line 15\)/],
    ["f 1 2 -5", /index from 1 for vertex of f but received "-5" .*line 15\)/],
    ["f 1 2 1.5", /for vertex of f but received "1.5" \(a\.obj, line 15\)/],
    ["f 1 2 b", /for vertex of f but received "b" \(a\.obj, line 15\)/],
    ["f 1 2 \\", /for vertex of f but received .* \(a\.obj, line 15\)/],
    ["\nf 1 2 5", /indices up to 4 for vertex of f .* 5 \(a\.obj, line 16\)/],
    ["f 1/1 2/2 3/5", /up to 4 for texture coordinate of f .* 5 .*line 15\)/],
    ["f 1/1 2 3/3", /at every corner or at none for f .*line 15\)/],
    ["f 1/1 2/2 3/3\nf 1 2 3", /every corner of all faces .* 3 for 6 .*a\.obj/],
  ])("refuses %j", (added, message) => {
    expect(() => readObj(SQUARE + added, "a.obj")).toThrow(message);
  });
});

describe("readObjPositions", () => {
  it("reads vertices alone, whatever the faces are", () => {
    const text = `${SQUARE}f 9 9 9`;
    expect(readObjPositions(text)).toEqual(readObj(SQUARE).positions);
    expect(() => readObjPositions("\nv 1 2 z", "b.obj")).toThrow(
      /"z" \(b\.obj, line 2\)/,
    );
  });
});
