import { describe, expect, it } from "@jest/globals";
import { createRasterTarget, type RasterTarget } from "./raster-target.ts";
import { rasterise } from "./rasterise.ts";
import { createTexture } from "./texture.ts";

/** The picture's rows as text: "#" where drawn on. */
function drawn({ width, height, samples, depth }: RasterTarget): string[] {
  const columns = width * samples;
  return Array.from({ length: height * samples }, (_, y) =>
    Array.from(depth.subarray(y * columns, (y + 1) * columns), (z) =>
      z === -Infinity ? "." : "#",
    ).join(""),
  );
}

function pixel({ colour, depth, width }: RasterTarget, x: number, y: number) {
  const at = y * width + x;
  return [...colour.subarray(3 * at, 3 * at + 3), depth[at]];
}

const ONE = new Uint32Array([0, 1, 2]);
/** A square as two triangles: corners upper left, lower left, lower right, upper right. */
const SQUARE = new Uint32Array([0, 1, 2, 0, 2, 3]);
const SQUARE_UV = new Float32Array([0, 0, 0, 1, 1, 1, 1, 0]);

function square(low: number, high: number, z = 0): Float32Array {
  return new Float32Array([
    ...[low, low, z],
    ...[low, high, z],
    ...[high, high, z],
    ...[high, low, z],
  ]);
}

describe("rasterise: which pixels", () => {
  it("covers the pixels whose centres lie inside, without those on a right or lower edge", () => {
    const target = createRasterTarget(5, 5);
    const vertices = [-0.5, -0.5, 0, -0.5, 3.5, 0, 3.5, -0.5, 0];
    rasterise({ vertices: new Float32Array(vertices), triangles: ONE }, target);
    expect(drawn(target)).toEqual([
      "###..",
      "##...",
      "#....",
      ".....",
      ".....",
    ]);
  });

  it("covers those on a left edge", () => {
    const target = createRasterTarget(5, 5);
    const vertices = [3.5, -0.5, 0, -0.5, 3.5, 0, 3.5, 3.5, 0];
    rasterise({ vertices: new Float32Array(vertices), triangles: ONE }, target);
    expect(drawn(target)).toEqual([
      "...#.",
      "..##.",
      ".###.",
      "####.",
      ".....",
    ]);
  });

  it("covers a square with corners on pixel centres as far as its upper left corner", () => {
    const target = createRasterTarget(5, 5);
    rasterise({ vertices: square(1, 3), triangles: SQUARE }, target);
    expect(drawn(target)).toEqual([
      ".....",
      ".##..",
      ".##..",
      ".....",
      ".....",
    ]);
  });

  it("draws every pixel of a fan exactly once, wherever its middle lies", () => {
    for (const [x, y] of [
      [4, 4],
      [2.3, 5.71],
      [0, 0],
      [6.999, 3.5],
    ]) {
      const counts = new Uint8Array(64);
      const fan = new Float32Array([...square(-0.5, 7.5), x!, y!, 0]);
      for (const [from, to] of [
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 0],
      ]) {
        const target = createRasterTarget(8, 8);
        const triangles = new Uint32Array([from!, to!, 4]);
        rasterise({ vertices: fan, triangles }, target);
        target.depth.forEach((z, i) => (counts[i]! += z === -Infinity ? 0 : 1));
      }
      expect([...counts]).toEqual(new Array(64).fill(1));
    }
  });

  it("leaves out what faces away, unless asked for it", () => {
    const vertices = square(-0.5, 3.5);
    const triangles = SQUARE.toReversed();
    const target = createRasterTarget(4, 4);
    rasterise({ vertices, triangles }, target);
    expect(drawn(target).join("")).toBe(".".repeat(16));
    rasterise({ vertices, triangles, backFaces: true }, target);
    expect(drawn(target).join("")).toBe("#".repeat(16));
  });

  it("clips what reaches beyond the picture", () => {
    const target = createRasterTarget(4, 3);
    rasterise({ vertices: square(-5000, 5000), triangles: SQUARE }, target);
    expect(drawn(target).join("")).toBe("#".repeat(12));
  });

  it("mirrors with its input", () => {
    const vertices = [1.2, 0.3, 5, 2.1, 6.4, 1, 6.7, 3.3, 9];
    const target = createRasterTarget(9, 8);
    rasterise({ vertices: new Float32Array(vertices), triangles: ONE }, target);
    const mirrored = createRasterTarget(9, 8);
    rasterise(
      {
        vertices: new Float32Array(
          vertices.map((v, i) => (i % 3 === 0 ? 8 - v : v)),
        ),
        // A mirror turns the triangle round.
        triangles: new Uint32Array([0, 2, 1]),
      },
      mirrored,
    );
    expect(drawn(target).join("")).toContain("###");
    for (let y = 0; y < 8; y++)
      for (let x = 0; x < 9; x++) {
        const [here, there] = [pixel(target, x, y), pixel(mirrored, 8 - x, y)];
        if (here[3] === -Infinity) expect(there[3]).toBe(-Infinity);
        else expect(there[3]).toBeCloseTo(here[3]!, 5);
      }
  });

  it("takes two samples an edge on a grid twice as fine about the same centres", () => {
    const target = createRasterTarget(3, 3, 2);
    // The samples of pixel 1 lie at 0.75 and 1.25, and 1.25 is on the right and lower edge.
    rasterise({ vertices: square(0.5, 1.25), triangles: SQUARE }, target);
    expect(drawn(target)).toEqual([
      "......",
      "......",
      "..#...",
      "......",
      "......",
      "......",
    ]);
  });
});

describe("rasterise: what they show", () => {
  const near = { vertices: square(-0.5, 3.5, 7), triangles: SQUARE };
  const far = {
    vertices: square(-0.5, 3.5, 2),
    triangles: SQUARE,
    light: new Float32Array(12).fill(0.2),
  };

  it.each([
    ["near first", [near, far]],
    ["far first", [far, near]],
  ])("shows the nearer of two, %s", (_, meshes) => {
    const target = createRasterTarget(4, 4);
    for (const mesh of meshes) rasterise(mesh, target);
    expect(pixel(target, 2, 1)).toEqual([255, 255, 255, 7]);
  });

  it("keeps the first of two at the same depth", () => {
    const target = createRasterTarget(4, 4);
    rasterise(far, target);
    rasterise({ ...far, light: undefined }, target);
    expect(pixel(target, 2, 1)).toEqual([51, 51, 51, 2]);
  });

  it("interpolates depth and light linearly", () => {
    const target = createRasterTarget(5, 5);
    // Red is 0 in column 0 and 1 in column 4, green is 0 in row 0 and 1 in row 4; depth is x + 10 y.
    const corners = [
      [0, 0],
      [0, 4],
      [4, 4],
      [4, 0],
    ] as const;
    rasterise(
      {
        vertices: new Float32Array(
          corners.flatMap(([x, y]) => [x, y, x + 10 * y]),
        ),
        triangles: SQUARE,
        light: new Float32Array(
          corners.flatMap(([x, y]) => [x / 4, y / 4, 0.5]),
        ),
      },
      target,
    );
    expect(pixel(target, 1, 2)).toEqual([64, 128, 128, 21]);
    expect(pixel(target, 3, 0)).toEqual([191, 0, 128, 3]);
  });

  it("copies a skin pixel by pixel where both grids agree, multiplied by the light", () => {
    const data = Uint8Array.from({ length: 4 * 4 * 3 }, (_, i) => 5 * i);
    const texture = createTexture({ width: 4, height: 4, data });
    const mesh = { ...near, texture, uv: SQUARE_UV };
    const target = createRasterTarget(4, 4);
    rasterise(mesh, target);
    expect(target.colour).toEqual(data);
    const dark = createRasterTarget(4, 4);
    rasterise({ ...mesh, light: new Float32Array(12).fill(0.5) }, dark);
    expect(dark.colour).toEqual(data.map((value) => value * 0.5 + 0.5));
  });

  it("stops at white", () => {
    const target = createRasterTarget(4, 4);
    rasterise({ ...near, light: new Float32Array(12).fill(3) }, target);
    expect(pixel(target, 1, 1)).toEqual([255, 255, 255, 7]);
  });

  it("averages a skin that is shrunk", () => {
    // A chequerboard of 0 and 200, eight pixels on one.
    const data = new Uint8Array(32 * 32 * 3);
    for (let i = 0; i < 32 * 32; i++)
      if (((i % 32) + Math.floor(i / 32)) % 2) data.fill(200, 3 * i, 3 * i + 3);
    const texture = createTexture({ width: 32, height: 32, data });
    const target = createRasterTarget(4, 4);
    rasterise({ ...near, texture, uv: SQUARE_UV }, target);
    expect([...target.colour]).toEqual(new Array(48).fill(100));
  });

  it("interpolates a skin that is enlarged and goes on beyond its edge", () => {
    // Two pixels, 0 and 100, over eight: their centres lie at columns 1.5 and 5.5.
    const texture = createTexture({
      width: 2,
      height: 1,
      data: new Uint8Array([0, 0, 0, 100, 100, 100]),
    });
    const target = createRasterTarget(8, 8);
    const vertices = square(-0.5, 7.5);
    rasterise({ vertices, triangles: SQUARE, texture, uv: SQUARE_UV }, target);
    const row = Array.from({ length: 8 }, (_, x) => pixel(target, x, 3)[0]);
    expect(row).toEqual([0, 0, 13, 38, 63, 88, 100, 100]);
  });
});

describe("rasterise: what it refuses", () => {
  const mesh = { vertices: square(0, 3), triangles: SQUARE };

  it.each([
    [{ vertices: new Float32Array(4) }, /xyz triples .* for vertices/],
    [{ vertices: new Float32Array(12).fill(NaN, 5, 6) }, /vertices\[5\]/],
    [{ triangles: new Uint32Array(4) }, /3 T indices/],
    [
      { triangles: new Uint32Array([0, 1, 4]) },
      /vertices below 4 for triangle 0/,
    ],
    [{ light: new Float32Array(4) }, /12 numbers for light/],
    [{ light: new Float32Array(12).fill(NaN) }, /light\[0\]/],
    [{ uv: new Float32Array(4) }, /8 numbers for uv/],
    [{ texture: { levels: [] } }, /texture coordinates for uv/],
  ])("%j", (wrong, message) => {
    const target = createRasterTarget(4, 4);
    expect(() => rasterise({ ...mesh, ...wrong }, target)).toThrow(message);
    expect(drawn(target).join("")).toBe(".".repeat(16));
  });

  it("a target without pixels", () => {
    expect(() => createRasterTarget(0, 4)).toThrow(/px for width/);
    expect(() => createRasterTarget(4, 1.5)).toThrow(/px for height/);
    expect(() => createRasterTarget(4, 4, 5)).toThrow(/1 to 4 for samples/);
  });
});
