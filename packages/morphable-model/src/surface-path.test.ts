import { describe, expect, it } from "@jest/globals";
import { meshNeighbours, surfacePath } from "./surface-path.ts";

/** A sheet of 5 x 5 vertices, each square cut from its lower left to its upper right, in the plane z = 0. */
const SIDE = 5;
const points = Float32Array.from(
  { length: 3 * SIDE * SIDE },
  (_, i) => [Math.floor(i / 3) % SIDE, Math.floor(i / 3 / SIDE), 0][i % 3]!,
);
function sheet(keep: (x: number, y: number) => boolean): number[] {
  const out: number[] = [];
  for (let y = 0; y < SIDE - 1; y++)
    for (let x = 0; x < SIDE - 1; x++)
      if (keep(x, y)) {
        const a = y * SIDE + x;
        out.push(a, a + 1, a + SIDE + 1, a, a + SIDE + 1, a + SIDE);
      }
  return out;
}

describe("surfacePath", () => {
  it("runs straight from one vertex to another", () => {
    const neighbours = meshNeighbours(
      points,
      sheet(() => true),
    );
    expect([...surfacePath(points, neighbours, 10, 14)]).toEqual([
      10, 11, 12, 13, 14,
    ]);
    expect([...surfacePath(points, neighbours, 24, 0)]).toEqual([
      24, 18, 12, 6, 0,
    ]);
    expect([...surfacePath(points, neighbours, 7, 7)]).toEqual([7]);
  });

  it("goes around a hole", () => {
    const neighbours = meshNeighbours(
      points,
      sheet((x, y) => x !== 2 || y === 3),
    );
    // Only the uppermost of the squares between columns 2 and 3 is there.
    expect([...surfacePath(points, neighbours, 10, 13)]).toContain(17);
  });

  it("crosses a seam, where two vertices lie in one place", () => {
    const triangles = [0, 1, 2, 3, 5, 4];
    const seam = [0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 2, 0, 0];
    const neighbours = meshNeighbours(seam, triangles);
    expect([...surfacePath(seam, neighbours, 0, 5)]).toEqual([0, 1, 5]);
  });

  it("says which vertices nothing joins", () => {
    const neighbours = meshNeighbours(
      points,
      sheet((x) => x !== 2),
    );
    expect(() => surfacePath(points, neighbours, 10, 13)).toThrow(
      /triangles that join the landmarks for vertices 10 and 13/,
    );
  });
});
