import { beforeAll, describe, expect, it } from "@jest/globals";
import { adam } from "./optimisers/adam.ts";
import { createMoments } from "./optimisers/moments.ts";
import { startWasmBackend } from "./backend.ts";
import { createFastDhm } from "./fast-dhm.ts";
import { predict } from "./predict.ts";
import { updateRunningStatistics } from "./running-statistics.ts";
import {
  createUniform,
  MEAN_FACE,
  noiseBatch,
  TINY,
  TINY_FAST_DHM,
} from "./tiny-networks.test.fixture.ts";
import { TrainingStep } from "./training-step.ts";
import { initialWeights } from "./weight-layout.ts";

const network = createFastDhm({ ...TINY_FAST_DHM, uncertainty: true });
const without = { landmarks: { kind: "l2" }, scoreWeight: 0.1 } as const;
const loss = { ...without, uncertaintyWeight: 0.1 };

beforeAll(async () => {
  await startWasmBackend();
});

describe("uncertainty", () => {
  it("costs one row of weights a landmark, and nothing where it is not wanted", () => {
    const plain = TINY["fast-dhm"];
    // F_T has 8 channels.
    expect(network.layout.trainable - plain.layout.trainable).toBe(
      68 * (8 + 1),
    );
    expect(network.macs - plain.macs).toBe(68 * 8);
    expect([network.uncertain, plain.uncertain]).toEqual([true, false]);
  });

  it("is what the landmarks are off, where half of them are noise", async () => {
    const uniform = createUniform(11);
    // Errors of Laplace's distribution, 0.005 on average for every other landmark and 0.05 for the rest.
    const laplace = (scale: number) =>
      -scale * Math.log(1 - uniform()) * (uniform() < 0.5 ? -1 : 1);
    const draw = (count: number, seed: number) => ({
      ...noiseBatch(network, count, seed),
      landmarks: Float32Array.from(
        { length: 204 * count },
        (_, i) =>
          MEAN_FACE[i % 204]! +
          laplace(Math.floor(i / 3) % 2 === 0 ? 0.005 : 0.05),
      ),
    });
    const weights = initialWeights(network.layout, createUniform(3));
    const state = createMoments(network.layout.trainable);
    const step = new TrainingStep(network, loss);
    for (let i = 0; i < 250; i++) {
      const result = await step.run(weights, draw(8, i));
      adam(weights, result.gradient, state, 0.01 * (1 - i / 250));
      updateRunningStatistics(
        network.layout,
        weights,
        result.batchStatistics,
        0.9,
      );
    }
    step.dispose();
    const faces = draw(100, 1000);
    const { landmarks, uncertainty } = await predict(
      network,
      weights,
      faces.images,
    );
    for (const half of [0, 1]) {
      let [error, told] = [0, 0];
      for (let k = half; k < 6800; k += 2) {
        told += uncertainty![k]!;
        for (const at of [3 * k, 3 * k + 1])
          error += Math.abs(landmarks[at]! - faces.landmarks[at]!) / 2;
      }
      expect(told / error).toBeGreaterThan(0.8);
      expect(told / error).toBeLessThan(1.25);
    }
  }, 60_000);

  it("leaves the landmarks and the score as they would be without it", async () => {
    const plain = TINY["fast-dhm"];
    const batch = noiseBatch(network, 4);
    const gradients = [];
    for (const [one, terms] of [
      [plain, without],
      [network, loss],
    ] as const) {
      const step = new TrainingStep(one, terms);
      const weights = initialWeights(one.layout, createUniform(3));
      const { gradient } = await step.run(weights, batch);
      step.dispose();
      gradients.push(gradient.slice(0, plain.layout.trainable));
    }
    expect(gradients[1]).toEqual(gradients[0]);
  });

  it("is trained where the network tells it, and only there", () => {
    expect(() => new TrainingStep(network, without)).toThrow(
      /a positive number \(fast-dhm tells its uncertainty\) for uncertaintyWeight/,
    );
    expect(() => new TrainingStep(TINY["fast-dhm"], loss)).toThrow(
      /0 \(fast-dhm tells no uncertainty\) for uncertaintyWeight/,
    );
  });
});
