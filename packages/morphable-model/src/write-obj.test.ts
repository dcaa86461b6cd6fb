import { describe, expect, it } from "@jest/globals";
import { chequers, ellipsoid } from "./testing/ellipsoid.test.fixture.ts";
import { writeObj } from "./write-obj.ts";

const mesh = { ...ellipsoid(), skin: chequers(8) };

/** The rows of a file that begin with a word, without it. */
function rows(file: string, word: string): string[][] {
  return file
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([first]) => first === word)
    .map(([, ...others]) => others);
}

describe("writeObj", () => {
  it("writes a triangle, word by word", () => {
    const { obj, mtl } = writeObj(
      {
        points: new Float32Array([0, 0, 0, 1.5, 0, 0, 1e-3, 2, 0]),
        triangles: new Uint32Array([0, 1, 2]),
        uv: new Float32Array([0, 0, 1, 0.25, 0.1, 1]),
        skin: chequers(2),
      },
      "one",
    );
    expect(obj.split("\n")).toEqual([
      "mtllib one.mtl",
      "o one",
      "v 0 0 0",
      "v 1.5 0 0",
      "v 0.001 2 0",
      "vt 0 1",
      "vt 1 0.75",
      "vt 0.1 0",
      "vn 0 0 1",
      "vn 0 0 1",
      "vn 0 0 1",
      "usemtl one",
      "f 1/1/1 2/2/2 3/3/3",
      "",
    ]);
    expect(rows(mtl, "newmtl")).toEqual([["one"]]);
    expect(rows(mtl, "map_Kd")).toEqual([["one.png"]]);
  });

  it("writes all of a face so that it can be read again", () => {
    const { obj, png } = writeObj(mesh);
    const points = rows(obj, "v").flat().map(Number);
    expect(points.length).toBe(mesh.points.length);
    points.forEach((value, i) => {
      const wanted = mesh.points[i]!;
      expect(Math.abs(value - wanted)).toBeLessThanOrEqual(
        1e-6 * Math.abs(wanted),
      );
    });
    const uv = rows(obj, "vt").flat().map(Number);
    expect(uv.length).toBe(mesh.uv.length);
    expect(Math.min(...uv)).toBe(0);
    expect(Math.max(...uv)).toBe(1);
    for (const normal of rows(obj, "vn"))
      expect(Math.hypot(...normal.map(Number))).toBeCloseTo(1, 5);
    const corners = rows(obj, "f").map((row) =>
      row.map((corner) => corner.split("/").map(Number)),
    );
    expect(corners.flat().map(([position]) => position! - 1)).toEqual([
      ...mesh.triangles,
    ]);
    expect([...png.subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
  });

  it.each(["two words", "../up", ""])("refuses the name %j", (name) => {
    expect(() => writeObj(mesh, name)).toThrow(/letters, digits/);
  });

  it("refuses triangles of no vertex", () => {
    const triangles = new Uint32Array([0, 1, 9999]);
    expect(() => writeObj({ ...mesh, triangles })).toThrow(/triangle 0/);
  });
});
