import { beforeAll, describe, expect, it } from "@jest/globals";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import type { MorphableModel } from "@fdhm/morphable-model";
import { connectedParts } from "./connected-parts.ts";
import { findEyeballs } from "./eyeballs.ts";

let model: MorphableModel;
beforeAll(async () => {
  model = await loadOpenFace();
});

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

describe("findEyeballs", () => {
  it("finds one behind each eye's lids, the right eye first", () => {
    const [right, left] = findEyeballs(model)!;
    for (const [eye, outer, inner] of [
      [right!, 36, 39],
      [left!, 45, 42],
    ] as const) {
      const xs = Array.from(eye, (vertex) => model.mean[3 * vertex]!);
      const x = (k: number) => model.mean[3 * model.landmarks[k]!]!;
      const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
      expect(Math.abs(middle - (x(outer) + x(inner)) / 2)).toBeLessThan(3);
    }
  });

  it("finds none where the eyes are part of the skin", () => {
    const loose = new Set(findEyeballs(model)!.flatMap((eye) => [...eye]));
    const triangles = model.triangles.filter(
      (_, i) => !loose.has(model.triangles[i - (i % 3)]!),
    );
    expect(triangles.length).toBeLessThan(model.triangles.length);
    expect(findEyeballs({ ...model, triangles })).toBeUndefined();
  });
});
