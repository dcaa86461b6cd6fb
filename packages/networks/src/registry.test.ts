import { beforeAll, describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs";
import { adam, createAdamState } from "./adam.ts";
import { startWasmBackend } from "./backend.ts";
import { COORDINATES, type Network } from "./network.ts";
import { predict } from "./predict.ts";
import { NETWORKS, type NetworkName } from "./registry.ts";
import { updateRunningStatistics } from "./running-statistics.ts";
import {
  createUniform,
  noiseBatch,
  TINY,
  usedWeights,
} from "./tiny-networks.test.fixture.ts";
import { TrainingStep } from "./training-step.ts";
import { initialWeights } from "./weight-layout.ts";

beforeAll(async () => {
  await startWasmBackend();
});

describe.each(Object.keys(NETWORKS) as NetworkName[])("%s", (name) => {
  const network: Network = TINY[name];
  const loss = {
    landmarks: { kind: "wing", width: 0.1, curvature: 0.02 },
    scoreWeight: 0.2,
  } as const;

  it.each([1, 5])("gives landmarks and a score for %d faces", async (count) => {
    const { images } = noiseBatch(network, count);
    const { landmarks, scores } = await predict(
      network,
      usedWeights(network),
      images,
    );
    expect(landmarks.length).toBe(count * COORDINATES);
    expect(landmarks.every(Number.isFinite)).toBe(true);
    expect(scores.length).toBe(count);
    expect(scores.every((score) => score > 0 && score < 1)).toBe(true);
  });

  it("answers for each face by itself", async () => {
    const { images } = noiseBatch(network, 5);
    const weights = usedWeights(network);
    const all = await predict(network, weights, images);
    const size = images.length / 5;
    const last = await predict(network, weights, images.slice(4 * size));
    for (const [i, value] of last.landmarks.entries())
      expect(value).toBeCloseTo(
        all.landmarks[4 * COORDINATES + i] as number,
        5,
      );
    expect(last.scores[0]).toBeCloseTo(all.scores[4] as number, 5);
  });

  it("sends a gradient to every trainable variable", async () => {
    const step = new TrainingStep(network, loss);
    const { gradient } = await step.run(
      usedWeights(network),
      noiseBatch(network, 4),
    );
    step.dispose();
    expect(gradient.every(Number.isFinite)).toBe(true);
    for (const weight of network.layout.weights.filter((w) => w.trainable)) {
      const part = gradient.subarray(
        weight.offset,
        weight.offset + weight.size,
      );
      expect([weight.name, part.some((value) => value !== 0)]).toEqual([
        weight.name,
        true,
      ]);
    }
  });

  it("learns eight faces by heart", async () => {
    const batch = noiseBatch(network, 8);
    const weights = initialWeights(network.layout, createUniform(3));
    const state = createAdamState(network.layout.trainable);
    const step = new TrainingStep(network, loss);
    const losses: number[] = [];
    for (let i = 0; i < 120; i++) {
      const result = await step.run(weights, batch);
      adam(weights, result.gradient, state, 0.02);
      updateRunningStatistics(
        network.layout,
        weights,
        result.batchStatistics,
        0.9,
      );
      losses.push(result.loss);
    }
    step.dispose();
    expect(losses.at(-1)).toBeLessThan(0.25 * (losses[0] as number));
  });

  it("leaves nothing behind on the backend", async () => {
    const weights = usedWeights(network);
    const batch = noiseBatch(network, 2);
    const before = tf.memory().numTensors;
    const step = new TrainingStep(network, loss);
    await step.run(weights, batch);
    await step.run(weights, batch);
    step.dispose();
    await predict(network, weights, batch.images);
    expect(tf.memory().numTensors).toBe(before);
  });
});
