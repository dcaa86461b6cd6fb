import { beforeAll, describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs";
import { startWasmBackend } from "./backend.ts";
import { checkHardShare, hardFaceWeights } from "./hard-faces.ts";

beforeAll(async () => {
  await startWasmBackend();
});

/** Faces that are off by as much in every coordinate. */
function facesOff(...errors: number[]) {
  const shape: [number, number, number] = [errors.length, 68, 3];
  const truth = tf.zeros(shape);
  const predicted = tf.add(
    truth,
    tf.reshape(tf.tensor1d(errors), [errors.length, 1, 1]),
  );
  return { predicted, truth, weights: tf.ones(shape) };
}

function weightsOf(share: number, ...errors: number[]): number[] {
  const { predicted, truth, weights } = facesOff(...errors);
  const faces = hardFaceWeights(predicted, truth, weights, share);
  expect(faces.shape).toEqual([errors.length, 1, 1]);
  return [...faces.dataSync()];
}

describe("hardFaceWeights", () => {
  it("counts the faces that are furthest off, and keeps the loss's size", () => {
    expect(weightsOf(0.5, 0.1, -0.4, 0.3, 0.2)).toEqual([0, 2, 2, 0]);
    expect(weightsOf(0.3, 0.1, -0.4, 0.3, 0.2)).toEqual([0, 2, 2, 0]);
    expect(weightsOf(0.25, 0.1, -0.4, 0.3, 0.2)).toEqual([0, 4, 0, 0]);
    expect(weightsOf(1, 0.1, -0.4, 0.3)).toEqual([1, 1, 1]);
  });

  it("takes a coordinate for what it weighs", () => {
    const { predicted, truth } = facesOff(0.1, 0.4);
    const weights = tf.concat([tf.ones([1, 68, 3]), tf.zeros([1, 68, 3])]);
    const faces = hardFaceWeights(predicted, truth, weights, 0.5);
    expect([...faces.dataSync()]).toEqual([2, 0]);
  });

  it("sends no gradient through the choice", () => {
    const { predicted, truth, weights } = facesOff(0.1, 0.4);
    const slope = tf.grad((x: tf.Tensor) =>
      tf.sum(hardFaceWeights(x, truth, weights, 0.5)),
    )(predicted);
    expect(slope.dataSync().every((value) => value === 0)).toBe(true);
  });

  it.each([0, 1.5, NaN])("refuses a share of %p", (share) => {
    expect(() => checkHardShare(share)).toThrow("for hardShare");
  });
});
