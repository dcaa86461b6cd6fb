import { describe, expect, it } from "@jest/globals";
import { type AttributeMap } from "./rasterise-attributes.ts";
import { depthMap, normalMap, pncc, uvMap } from "./attribute-maps.ts";
import { project } from "./weak-perspective.ts";

function pixel(map: AttributeMap, x: number, y: number): number[] {
  const at = (y * map.width + x) * map.channels;
  return [...map.data.subarray(at, at + map.channels)];
}

/** A square in picture px about (4, 4), leaning: its right side is nearer by as much as it is wide, 45 degrees. */
const LEANING = {
  vertices: new Float32Array([0, 0, 10, 0, 8, 10, 8, 8, 18, 8, 0, 18]),
  triangles: new Uint32Array([0, 1, 2, 0, 2, 3]),
};

describe("depthMap", () => {
  it("gives z in px, and says where there is none", () => {
    const map = depthMap(LEANING, 10, 10);
    expect(map.channels).toBe(1);
    expect(pixel(map, 3, 5)).toEqual([13]);
    expect(pixel(map, 7, 0)).toEqual([17]);
    expect(map.covered[10 * 5 + 3]).toBe(1);
    expect(pixel(map, 9, 9)).toEqual([0]);
    expect(map.covered[99]).toBe(0);
  });
});

describe("uvMap", () => {
  it("gives the place on the skin", () => {
    const uv = new Float32Array([0, 0, 0, 1, 1, 1, 1, 0]);
    expect(pixel(uvMap(LEANING, uv, 10, 10), 2, 6)).toEqual([0.25, 0.75]);
  });
});

describe("normalMap", () => {
  it("gives where a plane faces, as the camera sees it", () => {
    const [x, y, z] = pixel(normalMap(LEANING, 10, 10), 3, 5);
    expect(x).toBeCloseTo(-Math.SQRT1_2, 6);
    expect(y).toBeCloseTo(0, 6);
    expect(z).toBeCloseTo(Math.SQRT1_2, 6);
  });

  it("has y up: what faces the sky is positive", () => {
    // The lower edge is nearer.
    const vertices = new Float32Array([0, 0, 0, 0, 8, 8, 8, 8, 8, 8, 0, 0]);
    const map = normalMap({ ...LEANING, vertices }, 10, 10);
    expect(pixel(map, 3, 5)[1]).toBeCloseTo(Math.SQRT1_2, 6);
  });

  it("gives unit vectors between vertices that face apart", () => {
    // A roof whose ridge x = 4 is nearest.
    const vertices = new Float32Array([
      ...[0, 0, 0, 0, 8, 0, 4, 8, 4],
      ...[4, 0, 4, 8, 8, 0, 8, 0, 0],
    ]);
    const triangles = new Uint32Array([0, 1, 2, 0, 2, 3, 3, 2, 4, 3, 4, 5]);
    const map = normalMap({ vertices, triangles }, 8, 8);
    for (let x = 0; x < 8; x++)
      expect(Math.hypot(...pixel(map, x, 4))).toBeCloseTo(1, 6);
    expect(pixel(map, 4, 4)[2]).toBeCloseTo(1, 6);
    expect(pixel(map, 1, 4)[0]).toBeLessThan(-0.3);
  });
});

describe("pncc", () => {
  // A mean face of four points, 40 wide, 20 high and 10 deep.
  const mean = new Float32Array([
    -20, 10, 0, -20, -10, 0, 20, -10, 10, 20, 10, 10,
  ]);

  it("shows the mean face's coordinates, each axis from 0 to 1, wherever the face stands", () => {
    const pose = { scale: 0.2, pitch: 0, yaw: 0, roll: 0, x: 5, y: 5 };
    const mesh = { ...LEANING, vertices: project(mean, pose) };
    const map = pncc(mesh, mean, 11, 11);
    // One px is 5 units: 1/8 of the width, 1/4 of the height.
    expect(pixel(map, 5, 5)[0]).toBeCloseTo(0.5, 6);
    expect(pixel(map, 5, 5)[1]).toBeCloseTo(0.5, 6);
    expect(pixel(map, 5, 5)[2]).toBeCloseTo(0.5, 6);
    expect(pixel(map, 3, 4)[0]).toBeCloseTo(0.25, 6);
    expect(pixel(map, 3, 4)[1]).toBeCloseTo(0.75, 6);
    const smaller = { ...pose, scale: 0.1, x: 7 };
    const other = pncc(
      { ...mesh, vertices: project(mean, smaller) },
      mean,
      11,
      11,
    );
    expect(pixel(other, 6, 5)[0]).toBeCloseTo(0.25, 6);
  });

  it("refuses a mean without depth", () => {
    const flat = mean.map((value, i) => (i % 3 === 2 ? 1 : value));
    expect(() => pncc(LEANING, flat, 8, 8)).toThrow(
      /an extent along z for mean/,
    );
  });
});
