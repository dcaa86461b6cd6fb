import { beforeAll, describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs";
import { startCpuBackend } from "../backend.ts";
import { createUniform } from "../tiny-networks.test.fixture.ts";
import { adam } from "./adam.ts";
import { createMoments } from "./moments.ts";

beforeAll(startCpuBackend);

describe("adam", () => {
  it("takes the steps of TensorFlow.js's", () => {
    const uniform = createUniform(5);
    const weights = Float32Array.from({ length: 6 }, uniform);
    const state = createMoments(6);
    const variable = tf.variable(tf.tensor1d(weights), true, "w");
    const oracle = tf.train.adam(0.01, 0.9, 0.999, 1e-8);
    for (let i = 0; i < 20; i++) {
      const gradient = Float32Array.from({ length: 6 }, () => uniform() - 0.4);
      oracle.applyGradients([{ name: "w", tensor: tf.tensor1d(gradient) }]);
      adam(weights, gradient, state, 0.01);
    }
    expect(state.step).toBe(20);
    for (const [i, value] of variable.dataSync().entries())
      expect(weights[i]).toBeCloseTo(value, 5);
  });

  it("decays only where told, and leaves what follows alone", () => {
    const weights = Float32Array.of(1, 1, 1);
    adam(weights, new Float32Array(2), createMoments(2), 0.1, {
      weightDecay: 0.5,
      decays: Uint8Array.of(1, 0),
    });
    expect([...weights]).toEqual([Math.fround(0.95), 1, 1]);
  });

  it.each<[string, () => void, string]>([
    [
      "moments of another network",
      () =>
        adam(new Float32Array(3), new Float32Array(3), createMoments(2), 0.1),
      "Expected 3 moments for state",
    ],
    [
      "too few weights",
      () =>
        adam(new Float32Array(2), new Float32Array(3), createMoments(3), 0.1),
      "Expected at least 3 numbers for weights",
    ],
    [
      "a rate that is no number",
      () =>
        adam(new Float32Array(3), new Float32Array(3), createMoments(3), NaN),
      "Expected a number of at least 0 for rate but received NaN",
    ],
    [
      "a mask of another length",
      () =>
        adam(new Float32Array(3), new Float32Array(3), createMoments(3), 0.1, {
          decays: new Uint8Array(1),
        }),
      "Expected 3 flags for decays",
    ],
  ])("refuses %s", (_, act, message) => {
    expect(act).toThrow(message);
  });
});
