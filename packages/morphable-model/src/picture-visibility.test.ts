import { describe, expect, it } from "@jest/globals";
import { isSeen } from "./picture-visibility.ts";
import { createRasterTarget } from "./raster-target.ts";

describe("isSeen", () => {
  const target = createRasterTarget(4, 3);
  target.depth[1 * 4 + 2] = 10;

  it.each([
    ["on the surface", { x: 2, y: 1, z: 10, facing: 1 }, true],
    ["in front of it", { x: 2, y: 1, z: 30, facing: 1 }, true],
    ["behind it", { x: 2, y: 1, z: 9, facing: 1 }, false],
    ["at most half a px behind it", { x: 2, y: 1, z: 9.6, facing: 1 }, true],
    ["in the same pixel", { x: 2.4, y: 0.6, z: 10, facing: 1 }, true],
    ["where nothing was drawn", { x: 0, y: 0, z: -99, facing: 1 }, true],
    ["on a slope that may explain it", { x: 2, y: 1, z: 8, facing: 0.3 }, true],
    ["on no such slope", { x: 2, y: 1, z: 7, facing: 0.3 }, false],
    ["edge on", { x: 2, y: 1, z: 10, facing: 0.05 }, false],
    ["facing away", { x: 2, y: 1, z: 10, facing: -1 }, false],
    ["left of the picture", { x: -0.6, y: 1, z: 10, facing: 1 }, false],
    ["below the picture", { x: 2, y: 2.6, z: 10, facing: 1 }, false],
  ])("%s", (_, point, seen) => {
    expect(isSeen(target, point)).toBe(seen);
  });
});
