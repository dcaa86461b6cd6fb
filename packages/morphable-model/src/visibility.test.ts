import { describe, expect, it } from "@jest/globals";
import { createRasterTarget } from "./raster-target.ts";
import { rasterise } from "./rasterise.ts";
import { landmarkVisibility } from "./visibility.ts";

/** A wall at depth 10 over the left half of 8 x 4 px. */
function wall(samples: number) {
  const target = createRasterTarget(8, 4, samples);
  const vertices = [-1, -1, 10, -1, 5, 10, 3.5, 5, 10, 3.5, -1, 10];
  rasterise(
    {
      vertices: new Float32Array(vertices),
      triangles: new Uint32Array([0, 1, 2, 0, 2, 3]),
    },
    target,
  );
  return target;
}

describe("landmarkVisibility", () => {
  it.each([1, 2, 3])("with %p samples an edge", (samples) => {
    const landmarks = new Float32Array([
      ...[1, 2, 10], // on the wall
      ...[1, 2, 8.5], // behind it, within the tolerance
      ...[1, 2, 7.5], // hidden
      ...[2, 1, 30], // before it
      ...[4, 1, -30], // beside it: the wall ends between columns 3 and 4
      ...[3, 1, -30], // hidden
      ...[-3, 1, 30], // outside
      ...[1, 9, 30], // outside
    ]);
    expect([...landmarkVisibility(wall(samples), landmarks, 2)]).toEqual([
      1, 1, 0, 1, 1, 0, 0, 0,
    ]);
  });

  it("refuses half points, a negative tolerance and broken numbers", () => {
    const target = wall(1);
    const one = new Float32Array(3);
    expect(() => landmarkVisibility(target, new Float32Array(4), 1)).toThrow(
      /triples/,
    );
    expect(() => landmarkVisibility(target, one, -1)).toThrow(/tolerance/);
    expect(() => landmarkVisibility(target, one.fill(NaN), 1)).toThrow(
      /landmark 0/,
    );
    expect(() =>
      landmarkVisibility(target, new Float32Array(6), 1, one),
    ).toThrow(/2 numbers for out/);
  });
});
