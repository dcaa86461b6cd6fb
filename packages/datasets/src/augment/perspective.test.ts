import { describe, expect, it } from "@jest/globals";
import { protocolWindow, tightBox, toNormalised } from "@fdhm/landmarks";
import {
  landmarkBasis,
  poseFromPoints,
  project,
  rotation,
  shape,
} from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { placeLandmarks } from "./perspective.ts";

const window = { centreX: 3, centreY: -1, side: 4, roll: 0.3 };
const points = Float32Array.from(
  { length: 204 },
  (_, i) => [3 + Math.cos(i), Math.sin(i) - 1, Math.sin(2 * i)][i % 3]!,
);

describe("placeLandmarks", () => {
  it("is toNormalised where nothing is tilted", () => {
    const placed = new Float32Array(204);
    placeLandmarks(points, { window, tilt: [0, 0] }, placed);
    expect(placed).toEqual(toNormalised(points, window));
  });

  it("keeps straight lines straight and the centre in its place, and enlarges what lies towards the tilt", () => {
    const upright = { ...window, roll: 0 };
    // Five points of a line through the centre's right, and the centre.
    const line = new Float32Array(18);
    for (let k = 0; k < 5; k++)
      line.set([4 + 0.1 * k, -1.4 + 0.2 * k, 0], 3 * k);
    line.set([3, -1, 0], 15);
    const placed = new Float32Array(18);
    placeLandmarks(line, { window: upright, tilt: [0.4, -0.2] }, placed);
    const at = (k: number) => [placed[3 * k]!, placed[3 * k + 1]!] as const;
    expect(at(5)).toEqual([0, 0]);
    const [x0, y0] = at(0);
    const [x4, y4] = at(4);
    for (const k of [1, 2, 3]) {
      const [x, y] = at(k);
      expect((x - x0) * (y4 - y0) - (y - y0) * (x4 - x0)).toBeCloseTo(0, 6);
    }
    // (0.25, -0.1) sides from the centre: 1 / (1 - 0.4 x 0.25 - 0.2 x 0.1).
    expect(x0).toBeCloseTo(0.25 / 0.88, 6);
    expect(y0).toBeCloseTo(-0.1 / 0.88, 6);
  });

  it("keeps the mean of z, in the unit of x, and an unknown z unknown", () => {
    const placed = new Float32Array(204);
    const centred = points.slice();
    let mean = 0;
    for (let i = 2; i < 204; i += 3) mean += centred[i]! / 68;
    for (let i = 2; i < 204; i += 3) centred[i]! -= mean;
    placeLandmarks(centred, { window, tilt: [0.3, 0.1] }, placed);
    let sum = 0;
    for (let i = 2; i < 204; i += 3) sum += placed[i]!;
    expect(sum).toBeCloseTo(0, 5);
    const growth = placed[2]! / (centred[2]! / 4);
    expect(growth).toBeGreaterThan(0.9);
    expect(growth).toBeLessThan(1.2);
    expect(placed[5]! / (centred[5]! / 4)).toBeCloseTo(growth, 5);
    centred[2] = NaN;
    placeLandmarks(centred, { window, tilt: [0.3, 0.1] }, placed);
    expect(placed[2]).toBeNaN();
    expect(placed[0]).not.toBeNaN();
    // A point of which nothing is known leaves the others alone.
    centred.fill(NaN, 0, 3);
    placeLandmarks(centred, { window, tilt: [0.3, 0.1] }, placed);
    expect([...placed.subarray(0, 3)]).toEqual([NaN, NaN, NaN]);
    expect(placed[5]! / (centred[5]! / 4)).toBeCloseTo(growth, 1);
  });

  it("hardly turns the head that fits the points: by at most a degree", async () => {
    const model = landmarkBasis(await loadOpenFace());
    const solid = shape(model, new Float32Array(0), new Float32Array(0));
    const degree = Math.PI / 180;
    let most = 0;
    for (const yaw of [-90, -45, 0, 45, 90])
      for (const pitch of [-20, 0, 20])
        for (const tilt of [
          [0.15, 0],
          [0, -0.15],
          [0.15, 0.15],
        ] as const) {
          const pose = { pitch: pitch * degree, yaw: yaw * degree, roll: 0 };
          const points = project(solid, { ...pose, scale: 1, x: 0, y: 0 });
          const around = protocolWindow(tightBox(points));
          const moved = new Float32Array(204);
          placeLandmarks(points, { window: around, tilt }, moved);
          const fitted = poseFromPoints(solid, moved);
          const before = rotation(pose.pitch, pose.yaw, 0);
          const after = rotation(fitted.pitch, fitted.yaw, fitted.roll);
          const trace = before.reduce((sum, v, i) => sum + v * after[i]!, 0);
          most = Math.max(most, Math.acos((trace - 1) / 2) / degree);
        }
    expect(most).toBeGreaterThan(0.1);
    expect(most).toBeLessThan(1);
  });
});
