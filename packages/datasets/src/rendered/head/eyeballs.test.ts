import { beforeAll, describe, expect, it } from "@jest/globals";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import type { MorphableModel } from "@fdhm/morphable-model";
import { findEyeballs } from "./eyeballs.ts";

let model: MorphableModel;
beforeAll(async () => {
  model = await loadOpenFace();
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
