import { describe, expect, it } from "@jest/globals";
import { fromPosePara, toPosePara } from "./pose-para.ts";
import { project } from "./weak-perspective.ts";

describe("fromPosePara", () => {
  // A picture of 450 rows; the origin at MATLAB's column 1 and at height 450, that is row 450 + 1 - 450 = 1.
  const corner = [0, 0, 0, 1, 450, -7, 0.5];

  it("puts MATLAB's pixel (1, 1) at our (0, 0)", () => {
    const pose = fromPosePara(corner, 450);
    expect(pose).toEqual({ scale: 0.5, pitch: 0, yaw: 0, roll: 0, x: 0, y: 0 });
    expect([...project(new Float32Array([4, -6, 2]), pose)]).toEqual([2, 3, 1]);
  });

  it("reads the angles in the files' order", () => {
    const pose = fromPosePara([0.1, 0.2, 0.3, 10, 20, 0, 1], 100);
    expect([pose.pitch, pose.yaw, pose.roll]).toEqual([0.1, 0.2, 0.3]);
    expect([pose.x, pose.y]).toEqual([9, 80]);
  });

  it("is undone by toPosePara", () => {
    const numbers = [0.1, -0.9, 0.3, 210, 231, -66, 0.0011];
    const again = toPosePara(fromPosePara(numbers, 450), 450, -66);
    numbers.forEach((value, i) => expect(again[i]).toBeCloseTo(value, 12));
  });

  it("refuses another length, a scale of zero and a height that is none", () => {
    expect(() => fromPosePara([1, 2, 3], 450)).toThrow(
      /\[pitch, yaw, roll, tx, ty, tz, f\]/,
    );
    expect(() => fromPosePara([0, 0, 0, 0, 0, 0, 0], 450)).toThrow(
      /positive scale/,
    );
    expect(() => fromPosePara(corner, 0)).toThrow(/positive number of rows/);
    expect(() => toPosePara(fromPosePara(corner, 450), NaN)).toThrow(
      /positive number of rows/,
    );
  });
});
