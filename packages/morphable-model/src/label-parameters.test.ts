import { describe, expect, it } from "@jest/globals";
import { fromLabelParameters, toLabelParameters } from "./label-parameters.ts";
import { readMat5 } from "./mat5.ts";
import { columns } from "./mat5-columns.test.fixture.ts";
import { writeMat5 } from "./write-mat5.ts";

const FACE = {
  pose: { scale: 2, pitch: 0.5, yaw: -0.25, roll: 0.125, x: 10, y: 20 },
  identity: Float32Array.from({ length: 199 }, (_, i) => 1000 * (i - 90)),
  expression: Float32Array.from({ length: 29 }, (_, i) => 0.125 * (i - 9)),
};

/** Labels of a picture of 450 rows, with some arrays in place of their own. */
function labels(changed = {}) {
  return readMat5(
    writeMat5({
      Pose_Para: columns(1, 0.5, -0.25, 0.125, 11, 430, 7, 2),
      Shape_Para: columns(199, ...FACE.identity),
      Exp_Para: columns(29, ...FACE.expression),
      roi: columns(1, 0, 0, 450, 450),
      ...changed,
    }),
  );
}

describe("fromLabelParameters", () => {
  it("reads pose and coefficients", () => {
    expect(fromLabelParameters(labels(), 450)).toEqual(FACE);
  });

  it.each([
    [
      "198 coefficients",
      { Shape_Para: columns(198, ...new Array(198).fill(0)) },
      /199 x 1 numbers for Shape_Para but received 198 x 1 \(a\.mat\)/,
    ],
    [
      "a square of coefficients",
      { Exp_Para: columns(2, 0, 0, 0, 0) },
      /29 x 1 numbers for Exp_Para but received 2 x 2 \(a\.mat\)/,
    ],
    [
      "a coefficient that is not finite",
      { Exp_Para: columns(29, ...new Array(28).fill(0), Infinity) },
      /finite numbers for Exp_Para\(29\) but received Infinity \(a\.mat\)/,
    ],
    [
      "six numbers of pose",
      { Pose_Para: columns(1, 0, 0, 0, 1, 1, 2) },
      /7 x 1 numbers for Pose_Para but received 1 x 6 \(a\.mat\)/,
    ],
    [
      "a scale of zero",
      { Pose_Para: columns(1, 0, 0, 0, 1, 1, 2, 0) },
      /a positive scale.* for Pose_Para but received 0 \(a\.mat\)/,
    ],
  ])("refuses %s", (_, changed, message) => {
    expect(() => fromLabelParameters(labels(changed), 450, "a.mat")).toThrow(
      message,
    );
  });

  it("refuses labels without parameters, and a picture without rows", () => {
    expect(() => fromLabelParameters(new Map(), 450, "image00427.mat")).toThrow(
      /Pose_Para but received none \(image00427\.mat\)/,
    );
    expect(() => fromLabelParameters(labels(), 0)).toThrow(/height/);
  });
});

describe("toLabelParameters", () => {
  it("writes what was read", () => {
    const read = labels();
    read.delete("roi");
    const written = toLabelParameters(FACE, 450, 7);
    expect(
      [...written].map(([name, { shape, data }]) => [name, shape, [...data]]),
    ).toEqual(
      [...read].map(([name, { shape, data }]) => [name, shape, [...data]]),
    );
  });

  it("gives copies", () => {
    const written = toLabelParameters(FACE, 450);
    written.get("Shape_Para")!.data[0] = 5;
    expect(FACE.identity[0]).toBe(-90000);
  });

  it("refuses other counts and poses", () => {
    const short = { ...FACE, identity: new Float32Array(100) };
    expect(() => toLabelParameters(short, 450)).toThrow(
      /199 numbers for identity but received Float32Array of 100/,
    );
    const flat = { ...FACE, pose: { ...FACE.pose, scale: 0 } };
    expect(() => toLabelParameters(flat, 450)).toThrow(/positive scale/);
    expect(() => toLabelParameters(FACE, -1)).toThrow(/height/);
  });
});
