import { beforeAll, describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs";
import { startCpuBackend } from "../backend.ts";
import { createUniform } from "../tiny-networks.test.fixture.ts";
import { createMoments } from "./moments.ts";
import { optimiser, OPTIMISERS } from "./optimiser.ts";
import { rmsprop } from "./rmsprop.ts";
import { sgd } from "./sgd.ts";

beforeAll(startCpuBackend);

const gradients = (seed: number) => {
  const uniform = createUniform(seed);
  return Array.from({ length: 20 }, () =>
    Float32Array.from({ length: 6 }, () => uniform() - 0.4),
  );
};

describe.each([
  [
    "sgd",
    () => tf.train.momentum(0.05, 0.7),
    (w: Float32Array, g: Float32Array, s: ReturnType<typeof createMoments>) =>
      sgd(w, g, s, 0.05, { momentum: 0.7 }),
  ],
  [
    "rmsprop",
    () => tf.train.rmsprop(0.01, 0.9, 0.5, 1e-8),
    (w: Float32Array, g: Float32Array, s: ReturnType<typeof createMoments>) =>
      rmsprop(w, g, s, 0.01, { decay: 0.9, momentum: 0.5 }),
  ],
] as const)("%s", (name, oracleOf, step) => {
  it("takes the steps of TensorFlow.js's", () => {
    const weights = Float32Array.from({ length: 6 }, createUniform(5));
    const state = createMoments(6);
    const variable = tf.variable(tf.tensor1d(weights), true, name);
    const oracle = oracleOf();
    for (const gradient of gradients(6)) {
      oracle.applyGradients([{ name, tensor: tf.tensor1d(gradient) }]);
      step(weights, gradient, state);
    }
    expect(state.step).toBe(20);
    for (const [i, value] of variable.dataSync().entries())
      expect(weights[i]).toBeCloseTo(value, 5);
    variable.dispose();
  });
});

describe.each(OPTIMISERS)("optimiser %s", (name) => {
  it("finds the bottom of a bowl", () => {
    const weights = Float32Array.of(1, -2);
    const state = createMoments(2);
    const step = optimiser(name);
    for (let i = 0; i < 800; i++) {
      const gradient = Float32Array.of(weights[0]! - 0.5, 4 * weights[1]!);
      step(weights, gradient, state, 0.02 * (1 - i / 800), {});
    }
    expect(weights[0]).toBeCloseTo(0.5, 2);
    expect(weights[1]).toBeCloseTo(0, 2);
  });

  it("decays only where told, and leaves what follows alone", () => {
    const weights = Float32Array.of(1, 1, 1);
    const step = optimiser(name);
    step(weights, new Float32Array(2), createMoments(2), 0.1, {
      weightDecay: 0.5,
      decays: Uint8Array.of(1, 0),
    });
    expect(weights[0]).toBeLessThan(0.96);
    expect([...weights.subarray(1)]).toEqual([1, 1]);
  });

  it("forgets more slowly with more momentum", () => {
    const moved = (momentum: number) => {
      const weights = Float32Array.of(0);
      const state = createMoments(1);
      const step = optimiser(name, momentum);
      step(weights, Float32Array.of(1), state, 0.1, {});
      const before = weights[0]!;
      step(weights, Float32Array.of(0), state, 0.1, {});
      return Math.abs(weights[0]! - before);
    };
    expect(moved(0.9)).toBeGreaterThan(1.2 * moved(0.5));
  });
});
