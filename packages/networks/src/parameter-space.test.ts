import { describe, expect, it } from "@jest/globals";
import {
  meanFace,
  PARAMETER_COUNT,
  shape,
  unpackParameters,
} from "@fdhm/morphable-model";
import { loadOpenFace } from "@fdhm/morphable-model/open-face";
import { landmarkModel } from "./landmark-model.ts";
import { parameterSpace, POSE_DEVIATION } from "./parameter-space.ts";
import { MEAN_FACE, placed, TINY_MODEL } from "./tiny-networks.test.fixture.ts";

describe("parameterSpace", () => {
  it("starts from the frontal mean face in the middle of the crop", () => {
    const { start, startLandmarks } = parameterSpace(
      TINY_MODEL,
      50,
      POSE_DEVIATION,
    );
    const { pose, identity } = unpackParameters(start);
    expect([pose.pitch, pose.yaw, pose.roll]).toEqual([0, 0, 0]);
    expect(identity.every((value) => value === 0)).toBe(true);
    const points = placed(start, 50);
    for (const [i, value] of startLandmarks.entries())
      expect(value).toBeCloseTo(points[i]!, 5);
    for (const axis of [0, 1]) {
      const along = points.filter((_, i) => i % 3 === axis);
      expect(Math.max(...along) + Math.min(...along)).toBeCloseTo(0, 5);
    }
    // It is the model's mean, up is up: only size and place differ.
    const factor = startLandmarks[0]! - startLandmarks[3]!;
    expect((startLandmarks[1]! - startLandmarks[4]!) / factor).toBeCloseTo(
      (MEAN_FACE[1]! - MEAN_FACE[4]!) / (MEAN_FACE[0]! - MEAN_FACE[3]!),
      4,
    );
  });

  it("has the open face's mean face where @fdhm/morphable-model has it", async () => {
    const model = await loadOpenFace();
    const space = parameterSpace(landmarkModel(model), 224, POSE_DEVIATION);
    const { landmarks } = meanFace(model);
    for (const [i, value] of space.startLandmarks.entries())
      expect(value).toBeCloseTo(landmarks[i]!, 5);
  });

  it("measures deviations in the unit of each parameter", () => {
    const { start, deviation } = parameterSpace(TINY_MODEL, 50, {
      scale: 0.5,
      pitch: 1,
      yaw: 2,
      roll: 3,
      x: 0.25,
      y: 0.75,
    });
    expect(deviation.length).toBe(PARAMETER_COUNT);
    expect(deviation[0]).toBeCloseTo(0.5 * start[0]!, 6);
    expect([...deviation.subarray(1, 9)]).toEqual([
      1, 2, 3, 12.5, 37.5, 1, 2, 3,
    ]);
    expect([...deviation.subarray(205, 208)]).toEqual([2, 1, 2]);
  });

  it.each([
    [TINY_MODEL, 0, POSE_DEVIATION, "at least 1 for inputSize"],
    [
      TINY_MODEL,
      8,
      { ...POSE_DEVIATION, yaw: 0 },
      "Expected a positive number for poseDeviation.yaw but received 0",
    ],
    [
      { ...TINY_MODEL, mean: [1] },
      8,
      POSE_DEVIATION,
      "Expected 204 numbers for model.mean but received 1",
    ],
  ])("refuses what describes none (%#)", (model, size, deviation, message) => {
    expect(() => parameterSpace(model, size, deviation)).toThrow(message);
  });
});

describe("landmarkModel", () => {
  it("gives the open face's landmarks as its vertices have them", async () => {
    const model = await loadOpenFace();
    const taken = landmarkModel(model);
    const identity = Array.from({ length: 199 }, (_, i) => Math.sin(i));
    const expression = Array.from({ length: 29 }, (_, i) => Math.cos(i));
    const whole = shape(model, identity, expression);
    for (const [k, vertex] of model.landmarks.entries())
      for (const axis of [0, 1, 2]) {
        const at = 3 * k + axis;
        const sum = (modes: readonly number[], values: readonly number[]) =>
          values.reduce((s, value, m) => s + value * modes[204 * m + at]!, 0);
        expect(
          taken.mean[at]! +
            sum(taken.identity, identity) +
            sum(taken.expression, expression),
        ).toBeCloseTo(whole[3 * vertex + axis]!, 3);
      }
  });

  it("refuses a model of other modes, and broken numbers", async () => {
    const model = await loadOpenFace();
    expect(() =>
      landmarkModel({ ...model, identity: new Float32Array() }),
    ).toThrow("Expected 40596 numbers for model.identity but received 0");
    const broken = model.identityDeviation.with(3, 0);
    expect(() =>
      landmarkModel({ ...model, identityDeviation: broken }),
    ).toThrow(
      "Expected a positive number for model.identityDeviation[3] but received 0",
    );
  });
});
