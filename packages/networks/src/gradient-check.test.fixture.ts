import { beforeAll, describe, expect, it } from "@jest/globals";
import { startCpuBackend, startWasmBackend } from "./backend.ts";
import { createFastDhm } from "./fast-dhm.ts";
import type { LandmarkLoss } from "./loss.ts";
import {
  noiseBatch,
  TINY_FAST_DHM,
  usedWeights,
} from "./tiny-networks.test.fixture.ts";
import { TrainingStep } from "./training-step.ts";

const LOSSES: readonly LandmarkLoss[] = [
  { kind: "l2" },
  { kind: "smooth-l1", beta: 0.1 },
  { kind: "wing", width: 0.1, curvature: 0.02 },
];

/** Networks whose shapes between them meet every way through the kernels. */
const SHAPES = {
  "even sides": TINY_FAST_DHM,
  "odd sides and strides": {
    ...TINY_FAST_DHM,
    inputSize: 28,
    blocks: [
      { filters: 16, stride: 1 },
      { filters: 8, stride: 2 },
    ],
    bottleneck: 8,
  },
  "channels not in fours": { ...TINY_FAST_DHM, bottleneck: 3 },
  "a last picture smaller than a kernel": {
    ...TINY_FAST_DHM,
    inputSize: 8,
    blocks: [
      { filters: 8, stride: 2 },
      { filters: 4, stride: 2 },
    ],
  },
};

/** Tests that gradients on wasm are those of the plain JavaScript backend. */
export function checkGradients(composed: boolean): void {
  describe(`gradients on wasm ${composed ? "from its own kernels" : "with SIMD"}`, () => {
    beforeAll(async () => {
      expect(await startWasmBackend({ composed })).toBe(!composed);
    });

    it.each(Object.entries(SHAPES))("agree with cpu: %s", async (_, config) => {
      const network = createFastDhm(config);
      const weights = usedWeights(network);
      const batch = noiseBatch(network, 3);
      for (const landmarks of LOSSES) {
        const step = new TrainingStep(network, { landmarks, scoreWeight: 0.5 });
        await startCpuBackend();
        const oracle = await step.run(weights, batch);
        await startWasmBackend();
        const result = await step.run(weights, batch);
        step.dispose();
        expect(result.loss).toBeCloseTo(oracle.loss, 5);
        expect(
          worst(result.batchStatistics, oracle.batchStatistics),
        ).toBeLessThan(1e-4);
        const errors = network.layout.weights
          .filter(({ trainable }) => trainable)
          .map(({ name, offset, size }) => {
            const part = [offset, offset + size] as const;
            const error = worst(
              result.gradient.subarray(...part),
              oracle.gradient.subarray(...part),
            );
            return { name, error };
          })
          .sort((a, b) => b.error - a.error);
        expect(errors[0]?.error).toBeLessThan(1e-3);
        expect(
          errors.filter(({ error }) => error < 1e-4).length,
        ).toBeGreaterThan(0.8 * errors.length);
      }
    });
  });
}

/** Largest difference, relative to the oracle's largest element; NaN where anything is. */
function worst(values: Float32Array, oracle: Float32Array): number {
  const size = Math.max(...oracle.map(Math.abs));
  return Math.max(
    ...values.map((value, i) => Math.abs(value - (oracle[i] as number)) / size),
  );
}
