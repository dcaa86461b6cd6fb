import { beforeAll, describe, expect, it } from "@jest/globals";
import { landmarkBasis, project } from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { turnUpright } from "./upright-points.ts";

let mean: Float32Array;
beforeAll(async () => {
  mean = landmarkBasis(await loadOpenFace()).mean;
});

const HEIGHT = 450;
const turnedOver = (points: Float32Array) =>
  points.map((value, i) => (i % 3 === 1 ? HEIGHT - 1 - value : value));

describe("turnUpright", () => {
  it.each([
    [0, 0, 0],
    [0.3, 1.5, -0.2],
    [-0.8, -0.7, 0.9],
    [0, 0.2, 2.6],
  ])("turns over only what stands on its head (%p, %p, %p)", (...angles) => {
    const [pitch, yaw, roll] = angles as [number, number, number];
    const pose = { scale: 1, pitch, yaw, roll, x: 225, y: 180 };
    const points = project(mean, pose);
    const same = points.slice();
    turnUpright(same, pose, HEIGHT);
    expect(same).toEqual(points);
    const over = turnedOver(points);
    turnUpright(over, pose, HEIGHT);
    expect(over).toEqual(turnedOver(turnedOver(points)));
  });

  it("leaves a head that lies on its side", () => {
    const pose = { scale: 1, pitch: 0, yaw: 0, roll: 1.5, x: 225, y: 225 };
    const over = turnedOver(project(mean, pose));
    const same = over.slice();
    turnUpright(same, pose, HEIGHT);
    expect(same).toEqual(over);
  });
});
