import { startCpuBackend, startWasmBackend } from "./backend.ts";
import { createDhmHourglass } from "./dhm-hourglass.ts";
import { createFastDhm } from "./fast-dhm.ts";
import type { LandmarkLoss } from "./landmark-penalty.ts";
import type { Network } from "./network.ts";
import {
  NESTED_DHM_HOURGLASS,
  noiseBatch,
  SKIPPING_FAST_DHM,
  TINY,
  TINY_FAST_DHM,
  usedWeights,
} from "./tiny-networks.test.fixture.ts";
import { TrainingStep } from "./training-step.ts";

/** Networks whose shapes between them meet every way through the kernels, each with a loss. */
export const GRADIENT_CASES: readonly (readonly [
  string,
  Network,
  LandmarkLoss,
])[] = [
  ["even sides", createFastDhm(TINY_FAST_DHM), { kind: "l2" }],
  [
    "odd sides and strides",
    createFastDhm({
      ...TINY_FAST_DHM,
      inputSize: 28,
      blocks: [
        { filters: 16, stride: 1 },
        { filters: 8, stride: 2 },
      ],
      bottleneck: 8,
    }),
    { kind: "wing", width: 0.1, curvature: 0.02 },
  ],
  [
    "channels not in fours",
    createFastDhm({ ...TINY_FAST_DHM, bottleneck: 3 }),
    { kind: "smooth-l1", beta: 0.1 },
  ],
  [
    "a last picture smaller than a kernel",
    createFastDhm({
      ...TINY_FAST_DHM,
      inputSize: 8,
      blocks: [
        { filters: 8, stride: 2 },
        { filters: 4, stride: 2 },
      ],
    }),
    { kind: "wing", width: 0.1, curvature: 0.02 },
  ],
  [
    "ReLU and a hidden layer",
    createFastDhm({ ...TINY_FAST_DHM, activation: "relu", hidden: 8 }),
    { kind: "l2" },
  ],
  ["hard swish and skips", createFastDhm(SKIPPING_FAST_DHM), { kind: "l2" }],
  ["a map drawn every step", TINY["dhm-rnn"], { kind: "l2" }],
  ["hourglasses", createDhmHourglass(NESTED_DHM_HOURGLASS), { kind: "l2" }],
];

/** How far a backend is from the plain JavaScript backend. */
export interface GradientComparison {
  /** Difference of the losses. */
  readonly loss: number;
  /** Of the batch's statistics, relative to the largest. */
  readonly statistics: number;
  /** Of each trainable variable's gradient, relative to its largest element; worst first. */
  readonly gradients: readonly {
    readonly name: string;
    readonly error: number;
  }[];
}

/**
 * Runs a training step on both backends.
 *
 * @param start - makes the backend that is tested the current one: wasm, which the caller has started with the kernels to be tested, if not given.
 */
export async function compareGradients(
  network: Network,
  landmarks: LandmarkLoss,
  start: () => Promise<unknown> = startWasmBackend,
): Promise<GradientComparison> {
  const weights = usedWeights(network);
  const batch = noiseBatch(network, 3);
  const step = new TrainingStep(network, { landmarks, scoreWeight: 0.5 });
  await startCpuBackend();
  const oracle = await step.run(weights, batch);
  await start();
  const result = await step.run(weights, batch);
  step.dispose();
  return {
    loss: Math.abs(result.loss - oracle.loss),
    statistics: worst(result.batchStatistics, oracle.batchStatistics),
    gradients: network.layout.weights
      .filter(({ trainable }) => trainable)
      .map(({ name, offset, size }) => {
        const error = worst(
          result.gradient.subarray(offset, offset + size),
          oracle.gradient.subarray(offset, offset + size),
        );
        return { name, error };
      })
      .sort((a, b) => b.error - a.error),
  };
}

/** Largest difference, relative to the oracle's largest element; NaN where anything is. */
function worst(values: Float32Array, oracle: Float32Array): number {
  const size = Math.max(...oracle.map(Math.abs));
  return Math.max(
    ...values.map((value, i) => Math.abs(value - (oracle[i] as number)) / size),
  );
}
