import { describe, expect, it } from "@jest/globals";
import { adam, createMoments, type WeightLayout } from "@fdhm/networks";
import type { RunConfig } from "../config/schema.ts";
import { createSharedState, type SharedState } from "./shared-state.ts";
import { WeightUpdate } from "./update-weights.ts";

/** A kernel of five that decays, a bias of two that does not, and two running statistics. */
const initialiser = { kind: "constant", value: 0 } as const;
const layout: WeightLayout = {
  weights: [
    {
      name: "kernel",
      shape: [5],
      initialiser,
      trainable: true,
      decays: true,
      offset: 0,
      size: 5,
    },
    {
      name: "bias",
      shape: [2],
      initialiser,
      trainable: true,
      decays: false,
      offset: 5,
      size: 2,
    },
    {
      name: "mean",
      shape: [2],
      initialiser,
      trainable: false,
      decays: false,
      offset: 7,
      size: 2,
    },
  ],
  trainable: 7,
  size: 9,
};

/** Three replicas' gradients and statistics, whose mean is simple: 2, 3, 4 ... and 10. */
const GRADIENTS = [
  [1, 2, 3, 4, 5, 6, 7, 9, 9],
  [2, 3, 4, 5, 6, 7, 8, 10, 10],
  [3, 4, 5, 6, 7, 8, 9, 11, 11],
];

const OPTIMISER = {
  kind: "adamw",
  rate: 0.1,
  weightDecay: 0.5,
  averaging: 0.99,
} as const;

function updated(
  replicas: number,
  gradients: number[][],
  optimiser: RunConfig["training"]["optimiser"] = OPTIMISER,
): SharedState {
  const state = createSharedState(replicas, 7, 2);
  state.weights.set([1, 1, 1, 1, 1, 1, 1, 0, 0]);
  state.averaged.set(state.weights);
  gradients.forEach((row, i) => state.contributions[i]!.set(row));
  const updates = gradients.map(
    (_, replica) => new WeightUpdate(state, layout, replica, optimiser),
  );
  for (const update of updates) update.gather();
  for (const update of updates) update.apply(0, 0.1);
  return state;
}

describe("WeightUpdate", () => {
  it("moves the weights as Adam does with the mean gradient, slice by slice", () => {
    const expected = new Float32Array([1, 1, 1, 1, 1, 1, 1]);
    adam(
      expected,
      new Float32Array([2, 3, 4, 5, 6, 7, 8]),
      createMoments(7),
      0.1,
      {
        weightDecay: 0.5,
        decays: new Uint8Array([1, 1, 1, 1, 1, 0, 0]),
      },
    );
    const state = updated(3, GRADIENTS);
    expect(state.weights.subarray(0, 7)).toEqual(expected);
  });

  it("gives one replica and three the same weights for the same batch", () => {
    const one = updated(1, [[2, 3, 4, 5, 6, 7, 8, 10, 10]]);
    const three = updated(3, GRADIENTS);
    for (const part of ["weights", "averaged", "firstMoments"] as const)
      expect(three[part]).toEqual(one[part]);
  });

  it("cuts a gradient that is too long to its greatest length, whole", () => {
    const sgd = { ...OPTIMISER, kind: "sgd", weightDecay: 0 } as const;
    // sqrt(2^2 + 3^2 + ... + 8^2) = sqrt(203)
    const cut = updated(3, GRADIENTS, { ...sgd, clip: 1.5 });
    for (let i = 0; i < 7; i++)
      expect(cut.weights[i]).toBeCloseTo(
        1 - (0.1 * (i + 2) * 1.5) / Math.sqrt(203),
        6,
      );
    const whole = updated(3, GRADIENTS, { ...sgd, clip: 15 });
    expect(whole.weights[6]).toBeCloseTo(1 - 0.1 * 8, 6);
  });

  it("lets running statistics and the running mean follow, fast at the start", () => {
    const state = updated(3, GRADIENTS);
    // Momentum 1/10 in the first step: 0.9 of the batch's 10.
    expect(state.weights[7]).toBeCloseTo(9, 5);
    expect(state.averaged[7]).toBeCloseTo(8.1, 5);
    expect(state.averaged[0]).toBeCloseTo(0.1 * 1 + 0.9 * state.weights[0]!, 5);
  });

  it("keeps the whole batch's variance, however it was divided", () => {
    const numbers = [
      [1, 2, 4, 9],
      [3, 3, 8, 2],
    ];
    const momentsOf = (all: readonly number[]) => {
      const mean = all.reduce((a, b) => a + b) / all.length;
      const squares = all.map((value) => (value - mean) ** 2);
      return [mean, squares.reduce((a, b) => a + b) / all.length];
    };
    const one = { shape: [1], initialiser, decays: false, size: 1 };
    const normalised: WeightLayout = {
      weights: [
        { ...one, name: "a/gamma", trainable: true, offset: 0 },
        { ...one, name: "a/mean", trainable: false, offset: 1 },
        { ...one, name: "a/variance", trainable: false, offset: 2 },
      ],
      trainable: 1,
      size: 3,
    };
    const state = createSharedState(2, 1, 2);
    numbers.forEach((part, i) =>
      state.contributions[i]!.set([0, ...momentsOf(part)]),
    );
    const updates = [0, 1].map(
      (replica) => new WeightUpdate(state, normalised, replica, OPTIMISER),
    );
    for (const update of updates) update.gather();
    for (const update of updates) update.apply(0, 0.1);
    // In the first step a tenth of the old values is kept, which are 0 here.
    const [mean, variance] = momentsOf(numbers.flat());
    expect(state.weights[1]).toBeCloseTo(0.9 * mean!, 6);
    expect(state.weights[2]).toBeCloseTo(0.9 * variance!, 6);
  });
});
