import { describe, expect, it } from "@jest/globals";
import { project } from "@fdhm/morphable-model";
import { turnPose } from "./turn-pose.ts";

/** Four corners of a body without symmetry, in model space. */
const body = new Float32Array([0, 0, 0, 3, 1, 2, -1, 4, 1, 2, -2, 5]);

/** The body's picture, turned about the origin by an angle, clockwise as seen (y down). */
function turnedPicture(pose: Float32Array, turn: number): number[] {
  const [pitch, yaw, roll] = pose as unknown as [number, number, number];
  const points = project(body, { scale: 1, pitch, yaw, roll, x: 0, y: 0 });
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const turned: number[] = [];
  for (let i = 0; i < points.length; i += 3) {
    const [x, y, z] = points.subarray(i, i + 3) as unknown as number[];
    turned.push(cos * x! - sin * y!, sin * x! + cos * y!, z!);
  }
  return turned;
}

describe("turnPose", () => {
  it.each([
    [0, 0, 0],
    [0.3, 0.2, -0.4],
    [-0.5, 1.4, 0.6],
    [0.2, -1.5, 0.1],
  ])("projects as the turned picture of %p %p %p", (...angles) => {
    const pose = Float32Array.from(angles);
    for (const turn of [0, 0.4, -1.2, Math.PI / 2]) {
      const turned = new Float32Array(3);
      turnPose(pose, turn, turned);
      const straight = turnedPicture(turned, 0);
      turnedPicture(pose, turn).forEach((value, i) =>
        expect(straight[i]).toBeCloseTo(value, 4),
      );
    }
  });

  it("adds the turn to the roll of a frontal head", () => {
    const pose = new Float32Array([0, 0, 0.25]);
    turnPose(pose, 0.5, pose);
    expect(pose[0]).toBeCloseTo(0, 6);
    expect(pose[1]).toBeCloseTo(0, 6);
    expect(pose[2]).toBeCloseTo(0.75, 6);
  });

  it("leaves an unknown pose unknown", () => {
    const pose = new Float32Array([0, NaN, 0]);
    turnPose(pose, 0.5, pose);
    expect([...pose]).toEqual([NaN, NaN, NaN]);
  });
});
