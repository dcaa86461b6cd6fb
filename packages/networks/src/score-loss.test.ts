import { beforeAll, describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs";
import { startCpuBackend } from "./backend.ts";
import { numericGradient } from "./numeric-gradient.test.fixture.ts";
import { scoreLoss } from "./score-loss.ts";

beforeAll(startCpuBackend);

describe("scoreLoss", () => {
  it("is the mean cross entropy of the logits' sigmoids", () => {
    const logits = [-3, 0.5, 80, -80];
    const labels = [0, 1, 1, 0];
    const [value] = scoreLoss(
      tf.tensor2d(logits, [4, 1]),
      tf.tensor2d(labels, [4, 1]),
    ).dataSync();
    const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
    const wanted =
      -(Math.log(1 - sigmoid(-3)) + Math.log(sigmoid(0.5)) + 0 + 0) / 4;
    expect(value).toBeCloseTo(wanted, 6);
  });

  it("differentiates as small steps do", () => {
    const logits = [-3, 0.5, 2, -1];
    const labels = tf.tensor1d([0, 1, 0, 1]);
    const value = (x: tf.Tensor) => scoreLoss(x, labels);
    const gradient = tf.grad(value)(tf.tensor1d(logits)).dataSync();
    const numeric = numericGradient((x) => value(tf.tensor1d(x)), logits);
    for (const [i, slope] of numeric.entries())
      expect(gradient[i]).toBeCloseTo(slope, 3);
  });
});
