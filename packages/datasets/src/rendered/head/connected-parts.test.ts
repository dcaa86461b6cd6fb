import { describe, expect, it } from "@jest/globals";
import { connectedParts } from "./connected-parts.ts";

describe("connectedParts", () => {
  it("parts what hangs together and joins the two sides of a seam", () => {
    // Two triangles that share an edge by place only, and one apart.
    const mean = new Float32Array([
      ...[0, 0, 0, 1, 0, 0, 0, 1, 0],
      ...[1, 0, 0, 0, 1, 0, 1, 1, 0],
      ...[5, 5, 5, 6, 5, 5, 5, 6, 5],
    ]);
    const triangles = Uint32Array.from({ length: 9 }, (_, i) => i);
    const parts = connectedParts({ mean, triangles, vertexCount: 9 });
    expect(parts.map((part) => [...part])).toEqual([
      [0, 1, 2, 3, 4, 5],
      [6, 7, 8],
    ]);
  });
});
