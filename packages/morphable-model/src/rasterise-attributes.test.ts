import { describe, expect, it } from "@jest/globals";
import { createRasterTarget } from "./raster-target.ts";
import { rasterise } from "./rasterise.ts";
import { rasteriseAttributes } from "./rasterise-attributes.ts";

/** Corners upper left, lower left, lower right, upper right; the square's edges run between pixels. */
const square = (low: number, high: number, z: number) => [
  ...[low, low, z, low, high, z],
  ...[high, high, z, high, low, z],
];
const SQUARE = [0, 1, 2, 0, 2, 3];
const BACK_TO_FRONT = {
  vertices: new Float32Array([...square(-0.5, 3.5, 2), ...square(0.5, 2.5, 7)]),
  triangles: new Uint32Array([...SQUARE, ...SQUARE.map((v) => v + 4)]),
};

describe("rasteriseAttributes", () => {
  it("is linear between the vertices, at the pixels' centres", () => {
    const mesh = {
      vertices: new Float32Array([0, 0, 0, 0, 4, 0, 4, 4, 0, 4, 0, 0]),
      triangles: new Uint32Array(SQUARE),
    };
    // First channel x, second 100 - 10 y.
    const attributes = new Float32Array([0, 100, 0, 60, 4, 60, 4, 100]);
    const map = rasteriseAttributes(mesh, attributes, 2, 5, 5);
    expect(map).toMatchObject({ width: 5, height: 5, channels: 2 });
    const at = (x: number, y: number) => [
      ...map.data.subarray(2 * (5 * y + x), 2 * (5 * y + x) + 2),
      map.covered[5 * y + x],
    ];
    expect(at(1, 2)).toEqual([1, 80, 1]);
    expect(at(3, 1)).toEqual([3, 90, 1]);
    expect(at(0, 0)).toEqual([0, 100, 1]);
    // Lower and right edges belong to the neighbour that is not there.
    expect(at(4, 1)).toEqual([0, 0, 0]);
    expect(at(1, 4)).toEqual([0, 0, 0]);
  });

  it("takes the nearer surface", () => {
    const attributes = new Float32Array([5, 5, 5, 5, -3, -3, -3, -3]);
    const { data } = rasteriseAttributes(BACK_TO_FRONT, attributes, 1, 4, 4);
    expect([...data]).toEqual(
      [
        [5, 5, 5, 5],
        [5, -3, -3, 5],
        [5, -3, -3, 5],
        [5, 5, 5, 5],
      ].flat(),
    );
  });

  it("tells thousands of triangles apart, each where rasterise draws it", () => {
    // A fan of 3,000 triangles of chance depth, the attribute is the triangle's number at all of its corners.
    const count = 3000;
    let state = 7;
    const chance = () => (state = (state * 16807) % 2147483647) / 2147483647;
    const vertices = Float32Array.from({ length: 9 * count }, (_, i) =>
      i % 3 === 2 ? Math.round(99 * chance()) : 64 * chance() - 2,
    );
    const triangles = Uint32Array.from({ length: 3 * count }, (_, i) => i);
    const numbers = Float32Array.from(triangles, (i) => Math.floor(i / 3));
    const mesh = { vertices, triangles, backFaces: true };
    const map = rasteriseAttributes(mesh, numbers, 1, 60, 60);

    const target = createRasterTarget(60, 60);
    const light = Float32Array.from({ length: 9 * count }, (_, i) =>
      i % 3 === 0 ? ((Math.floor(i / 9) * 37) % 256) / 255 : 0,
    );
    rasterise({ ...mesh, light }, target);
    map.covered.forEach((covered, at) => {
      expect(covered).toBe(target.depth[at] === -Infinity ? 0 : 1);
      if (covered)
        expect((map.data[at]! * 37) % 256).toBe(target.colour[3 * at]);
    });
    expect(map.data.filter((number) => number > 255).length).toBeGreaterThan(9);
  });

  it("stays between a triangle's corners, however thin it is", () => {
    let seen = 0;
    for (let i = 0; i < 200; i++) {
      const dx = i / 1000;
      const mesh = {
        vertices: new Float32Array([
          -0.3,
          -0.3,
          0,
          7.9,
          8 + dx,
          0,
          8.1,
          7.9,
          0,
        ]),
        triangles: new Uint32Array([0, 1, 2]),
        backFaces: true,
      };
      const attributes = new Float32Array([1, 2, 3]);
      const { data, covered } = rasteriseAttributes(mesh, attributes, 1, 9, 9);
      data.forEach((value, at) => {
        if (!covered[at]) return;
        seen++;
        expect(value).toBeGreaterThanOrEqual(1);
        expect(value).toBeLessThanOrEqual(3);
      });
    }
    expect(seen).toBeGreaterThan(999);
  });

  it.each([
    [new Float32Array(7), 1, 4, /8 numbers for attributes/],
    [new Float32Array(8).fill(NaN, 3, 4), 1, 4, /attributes\[3\]/],
    [new Float32Array(8), 0, 4, /positive integer for channels/],
    [new Float32Array(8), 1, 0, /px for width/],
  ])(
    "refuses %j with %d channels and %d px",
    (values, channels, size, text) => {
      expect(() =>
        rasteriseAttributes(BACK_TO_FRONT, values, channels, size, size),
      ).toThrow(text);
    },
  );
});
