import { beforeAll, describe, expect, it } from "@jest/globals";
import { PARAMETER_COUNT } from "@fdhm/morphable-model";
import * as tf from "@tensorflow/tfjs";
import { startCpuBackend } from "./backend.ts";
import { parameterLoss, parameterWeights } from "./parameter-loss.ts";
import { parameterSpace, POSE_DEVIATION } from "./parameter-space.ts";
import { TfjsOps } from "./tfjs-ops.ts";
import {
  createUniform,
  placed,
  TINY_MODEL,
} from "./tiny-networks.test.fixture.ts";

const SIZE = 40;
const space = parameterSpace(TINY_MODEL, SIZE, POSE_DEVIATION);
const uniform = createUniform(21);
const around = (spread: number) =>
  Float32Array.from(
    space.start,
    (value, i) => value + spread * (2 * uniform() - 1) * space.deviation[i]!,
  );
const truth = around(1);
const predicted = truth.map(
  (value, i) => value + (uniform() - 0.5) * space.deviation[i]!,
);
const ops = new TfjsOps();
const row = (values: Float32Array) =>
  tf.tensor(values, [values.length / PARAMETER_COUNT, PARAMETER_COUNT]);

/** How far the landmarks are from the true ones with one parameter as estimated, by hand. */
function distanceOf(i: number): number {
  const wanted = placed(truth, SIZE);
  const found = placed(truth.with(i, predicted[i]!), SIZE);
  return Math.hypot(...found.map((value, j) => value - wanted[j]!));
}

const distances = Array.from(truth, (_, i) => distanceOf(i));
const weights = distances.map((value) => value / Math.max(...distances));
const cost = weights.reduce(
  (sum, weight, i) =>
    sum + weight * ((predicted[i]! - truth[i]!) / space.deviation[i]!) ** 2,
  0,
);

beforeAll(startCpuBackend);

describe("parameterWeights", () => {
  it("are how far each parameter alone moves the landmarks", () => {
    const found = parameterWeights(ops, row(predicted), row(truth), space);
    expect(found.shape).toEqual([1, PARAMETER_COUNT]);
    for (const [i, value] of found.dataSync<"float32">().entries())
      expect(value).toBeCloseTo(weights[i]!, 4);
    expect(Math.max(...weights)).toBe(1);
    // Modes that move nothing do not count.
    expect(weights[100]).toBe(0);
  });

  it("are zero for a face that is right", () => {
    const found = parameterWeights(ops, row(truth), row(truth), space);
    expect(found.dataSync<"float32">().every((v) => v === 0)).toBe(true);
  });
});

describe("parameterLoss", () => {
  it("is the weighted square in deviations, a mean over faces known or not", () => {
    const pair = (values: Float32Array) =>
      row(Float32Array.from([...values, ...values]));
    const known = tf.tensor2d([[1], [0]]);
    const [value] = parameterLoss(
      ops,
      pair(predicted),
      pair(truth),
      known,
      space,
    ).dataSync();
    expect(value).toBeCloseTo(cost / 2, 4);
  });

  it("sends no gradient through the weights", () => {
    const known = tf.ones([1, 1]);
    const loss = (p: tf.Tensor) =>
      parameterLoss(ops, p, row(truth), known, space);
    const found = tf.grad(loss)(row(predicted)).dataSync<"float32">();
    for (const [i, value] of found.entries()) {
      const difference = predicted[i]! - truth[i]!;
      const wanted = (2 * weights[i]! * difference) / space.deviation[i]! ** 2;
      expect(Math.abs(value - wanted) * space.deviation[i]!).toBeLessThan(1e-4);
    }
  });
});
