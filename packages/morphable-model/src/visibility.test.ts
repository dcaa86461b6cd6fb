import { describe, expect, it } from "@jest/globals";
import { MIRROR, tightBox } from "@fdhm/landmarks";
import { loadOpenFace } from "./open-face.ts";
import { createRasterTarget } from "./raster-target.ts";
import { rasterise } from "./rasterise.ts";
import { landmarkVisibility } from "./visibility.ts";
import { project } from "./weak-perspective.ts";

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

describe("landmarkVisibility of the posed open face", () => {
  const DEGREE = Math.PI / 180;

  /** Which of the 68 are seen in a pose, with a tenth of the face box' edge as tolerance. */
  async function seen(yaw: number, pitch = 0): Promise<Float32Array> {
    const { mean, triangles, landmarks } = await loadOpenFace();
    const target = createRasterTarget(160, 160);
    const angles = { yaw: yaw * DEGREE, pitch: pitch * DEGREE, roll: 0 };
    const pose = { ...angles, scale: 0.6, x: 80, y: 80 };
    const vertices = project(mean, pose);
    rasterise({ vertices, triangles }, target);
    const points = new Float32Array(204);
    landmarks.forEach((vertex, k) =>
      points.set(vertices.subarray(3 * vertex, 3 * vertex + 3), 3 * k),
    );
    const { width, height } = tightBox(points);
    return landmarkVisibility(target, points, Math.max(width, height) / 10);
  }

  it("sees everything from the front", async () => {
    expect([...(await seen(0))]).toEqual(new Array(68).fill(1));
  });

  it.each([
    [30, []],
    [50, [17, 31]],
    [70, [17, 18, 31, 36, 39, 48]],
    [90, [17, 18, 19, 31, 36, 37, 38, 39, 40, 41, 48, 49]],
  ])("loses the far side at yaw %i", async (yaw, inner) => {
    const found = await seen(yaw);
    // Turned to the picture's left, the subject's right side goes out of sight, the cheek's jaw first.
    for (const k of [0, 1, 2, 3, 4, 5, 6, ...inner])
      expect([k, found[k]]).toEqual([k, 0]);
    for (const k of [10, 11, 12, 13, 14, 15, 16, 25, 26, 35, 45, 46, 47, 54])
      expect([k, found[k]]).toEqual([k, 1]);
  });

  it.each([30, 60, 80])("sees the mirror image at yaw -%i", async (yaw) => {
    const [left, right] = [await seen(yaw), await seen(-yaw)];
    const apart = MIRROR.filter((mirrored, k) => left[k] !== right[mirrored]);
    // The mean face is even but for its mesh: a point on the outline may fall to either side.
    expect(apart.length).toBeLessThan(3);
  });

  it("loses the eyes of a head that looks up, and keeps them when it looks down", async () => {
    expect((await seen(0, 80))[27]).toBe(0);
    expect((await seen(0, -50))[27]).toBe(1);
  });
});
