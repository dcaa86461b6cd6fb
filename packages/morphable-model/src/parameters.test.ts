import { describe, expect, it } from "@jest/globals";
import {
  packParameters,
  PARAMETER_COUNT,
  parameterLayout,
  poseOrder,
  unpackParameters,
} from "./parameters.ts";

const POSE = { scale: 2, pitch: 0.5, yaw: -0.25, roll: 0.125, x: 10, y: 20 };

/** Identity coefficients 1, 2 ... 199 and expression coefficients -1, -2 ... -29. */
function face() {
  return {
    pose: POSE,
    identity: Float32Array.from({ length: 199 }, (_, i) => i + 1),
    expression: Float32Array.from({ length: 29 }, (_, i) => -i - 1),
  };
}

describe("parameterLayout", () => {
  it("covers the 234 numbers without gaps", () => {
    let at = 0;
    for (const { start, length } of Object.values(parameterLayout)) {
      expect(start).toBe(at);
      at += length;
    }
    expect(at).toBe(PARAMETER_COUNT);
    expect(at).toBe(234);
  });
});

describe("poseOrder", () => {
  it("names every camera number", () => {
    expect(poseOrder.length).toBe(parameterLayout.pose.length);
    expect([...poseOrder].sort()).toEqual(Object.keys(POSE).sort());
  });
});

describe("packParameters", () => {
  it("writes [f, pitch, yaw, roll, tx, ty, id, exp]", () => {
    const packed = packParameters(face());
    expect(packed.length).toBe(234);
    expect([...packed.subarray(0, 8)]).toEqual([
      2, 0.5, -0.25, 0.125, 10, 20, 1, 2,
    ]);
    expect([...packed.subarray(203, 207)]).toEqual([198, 199, -1, -2]);
    expect(packed[233]).toBe(-29);
  });

  it("refuses other lengths and broken numbers", () => {
    expect(() =>
      packParameters({ ...face(), identity: new Float32Array(40) }),
    ).toThrow(/199 numbers for identity but received 40/);
    expect(() =>
      packParameters({
        ...face(),
        expression: new Float32Array(29).fill(NaN, 3, 4),
      }),
    ).toThrow(/expression coefficient 3 but received NaN/);
    expect(() => packParameters(face(), new Float32Array(62))).toThrow(
      /234 numbers for out/,
    );
    expect(() =>
      packParameters({ ...face(), pose: { ...POSE, scale: 0 } }),
    ).toThrow(/positive scale/);
  });
});

describe("unpackParameters", () => {
  it("undoes packParameters", () => {
    expect(unpackParameters(packParameters(face()))).toEqual(face());
  });

  it("copies the pose and views the coefficients", () => {
    const packed = packParameters(face());
    const { identity, expression } = unpackParameters(packed);
    identity[0] = 77;
    expression[28] = 78;
    expect(packed[6]).toBe(77);
    expect(packed[233]).toBe(78);
  });

  it("refuses other lengths and broken numbers", () => {
    expect(() => unpackParameters(new Float32Array(62))).toThrow(
      /234 numbers for parameters but received 62/,
    );
    expect(() => unpackParameters(new Float32Array(234))).toThrow(
      /positive scale/,
    );
    const broken = packParameters(face());
    broken[6] = Infinity;
    expect(() => unpackParameters(broken)).toThrow(/identity coefficient 0/);
  });
});
