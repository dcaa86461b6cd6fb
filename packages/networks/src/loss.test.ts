import { beforeAll, describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs";
import { startCpuBackend } from "./backend.ts";
import {
  checkLoss,
  landmarkLoss,
  scoreLoss,
  type LandmarkLoss,
} from "./loss.ts";

beforeAll(startCpuBackend);

describe("landmarkLoss", () => {
  const wing = (d: number) =>
    d < 0.4 ? 0.4 * Math.log(1 + d / 0.1) : d - (0.4 - 0.4 * Math.log(5));
  it.each<[LandmarkLoss, number]>([
    [{ kind: "l2" }, (1 ** 2 + 2 * 0.2 ** 2) / 4],
    [{ kind: "smooth-l1", beta: 0.5 }, (1 - 0.25 + (2 * 0.2 ** 2) / 1) / 4],
    [
      { kind: "wing", width: 0.4, curvature: 0.1 },
      (wing(1) + 2 * wing(0.2)) / 4,
    ],
  ])("is the weighted mean of %j", (loss, wanted) => {
    const predicted = tf.tensor1d([1, -0.2, 7, 0]);
    const truth = tf.tensor1d([0, 0, 0, 0]);
    const weights = tf.tensor1d([1, 2, 0, 1]);
    const [value] = landmarkLoss(predicted, truth, weights, loss).dataSync();
    expect(value).toBeCloseTo(wanted, 6);
  });
});

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
});

describe("checkLoss", () => {
  it.each<[LandmarkLoss, number, string]>([
    [{ kind: "smooth-l1", beta: 0 }, 1, "a positive number for beta"],
    [
      { kind: "wing", width: -1, curvature: 1 },
      1,
      "a positive number for width",
    ],
    [
      { kind: "wing", width: 1, curvature: NaN },
      1,
      "a positive number for curvature",
    ],
    [
      { kind: "l3" } as unknown as LandmarkLoss,
      1,
      '"l2", "smooth-l1" or "wing" for landmarks.kind but received "l3"',
    ],
    [{ kind: "l2" }, -1, "a number of at least 0 for scoreWeight"],
  ])("refuses %j with score weight %d", (landmarks, scoreWeight, message) => {
    expect(() => checkLoss({ landmarks, scoreWeight })).toThrow(message);
  });
});
