import { beforeAll, describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs";
import { startCpuBackend } from "./backend.ts";
import { landmarkLoss } from "./landmark-loss.ts";
import type { LandmarkLoss } from "./landmark-penalty.ts";
import { numericGradient } from "./numeric-gradient.test.fixture.ts";

beforeAll(startCpuBackend);

const wing = (d: number) =>
  d < 0.4 ? 0.4 * Math.log(1 + d / 0.1) : d - (0.4 - 0.4 * Math.log(5));
const CASES: readonly [LandmarkLoss, number][] = [
  [{ kind: "l2" }, (1 ** 2 + 2 * 0.2 ** 2) / 4],
  [{ kind: "smooth-l1", beta: 0.5 }, (1 - 0.25 + (2 * 0.2 ** 2) / 1) / 4],
  [{ kind: "wing", width: 0.4, curvature: 0.1 }, (wing(1) + 2 * wing(0.2)) / 4],
];

describe("landmarkLoss", () => {
  it.each(CASES)("is the weighted mean of %j", (loss, wanted) => {
    const predicted = tf.tensor1d([1, -0.2, 7, 0]);
    const truth = tf.tensor1d([0, 0, 0, 0]);
    const weights = tf.tensor1d([1, 2, 0, 1]);
    const [value] = landmarkLoss(predicted, truth, weights, loss).dataSync();
    expect(value).toBeCloseTo(wanted, 6);
  });

  it.each(CASES)("differentiates %j as small steps do", (loss) => {
    const start = [1, -0.2, 7, 0.1, -0.6, 0.3];
    const truth = tf.zeros([6]);
    const weights = tf.tensor1d([1, 2, 0, 1, 0.5, 1]);
    const value = (x: tf.Tensor) => landmarkLoss(x, truth, weights, loss);
    const gradient = tf.grad(value)(tf.tensor1d(start)).dataSync();
    const numeric = numericGradient((x) => value(tf.tensor1d(x)), start);
    for (const [i, slope] of numeric.entries())
      expect(gradient[i]).toBeCloseTo(slope, 3);
    expect(gradient[2]).toBe(0);
  });
});
