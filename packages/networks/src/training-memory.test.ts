import { describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs";
import { startWasmBackend } from "./backend.ts";
import type { WasmBackend } from "./kernels/wasm-backend.ts";
import { noiseBatch, TINY, usedWeights } from "./tiny-networks.test.fixture.ts";
import { TrainingStep } from "./training-step.ts";

describe("memory of a training", () => {
  // `scripts/measure-memory.mjs` goes on for 10,000 steps.
  it.each(["fast-dhm", "dhm-rnn"] as const)(
    "stays flat: %s",
    async (family) => {
      await startWasmBackend();
      const network = TINY[family];
      const step = new TrainingStep(network, {
        landmarks: { kind: "wing", width: 0.05, curvature: 0.01 },
        scoreWeight: 0.5,
      });
      const weights = usedWeights(network);
      const batch = noiseBatch(network, 2);
      const held = () => ({
        tensors: tf.memory().numTensors,
        bytes: (tf.backend() as WasmBackend).wasm.asm!.memory!.buffer
          .byteLength,
      });
      for (let i = 0; i < 3; i++) await step.run(weights, batch);
      const before = held();
      for (let i = 0; i < 60; i++) await step.run(weights, batch);
      expect(held()).toEqual(before);
      step.dispose();
    },
  );
});
