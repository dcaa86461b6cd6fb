import { beforeAll, describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs";
import { adam } from "./optimisers/adam.ts";
import { createMoments } from "./optimisers/moments.ts";
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
import { TrainingStep, type Batch } from "./training-step.ts";
import { initialWeights } from "./weight-layout.ts";
import { readWeights, writeWeights } from "./weights-file.ts";

/** Enough for every family to learn eight faces by heart; drawing a map every step takes longer, but fewer steps do. */
const stepsFor = ({ space }: Network) => (space ? 100 : 200);

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

  it("gives the answers of earlier steps where they are asked for", async () => {
    const { images } = noiseBatch(network, 2);
    const weights = usedWeights(network);
    const plain = await predict(network, weights, images);
    const { earlier = [], ...last } = await predict(network, weights, images, {
      earlier: true,
    });
    expect(last).toEqual(plain);
    expect(earlier.length).toBe(network.earlierAnswers);
    for (const landmarks of earlier) {
      expect(landmarks.length).toBe(2 * COORDINATES);
      expect(landmarks).not.toEqual(last.landmarks);
    }
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

  it("learns eight faces by heart: NME below 1 %", async () => {
    const noise = noiseBatch(network, 8);
    const batch = { ...noise, landmarkWeights: noise.landmarkWeights.fill(1) };
    const weights = initialWeights(network.layout, createUniform(3));
    const state = createMoments(network.layout.trainable);
    const step = new TrainingStep(network, loss);
    const before = await meanError(network, weights, batch);
    const steps = stepsFor(network);
    for (let i = 0; i < steps; i++) {
      const result = await step.run(weights, batch);
      // Down to a tenth: the last steps settle.
      adam(weights, result.gradient, state, 0.02 * 0.1 ** (i / steps));
      updateRunningStatistics(
        network.layout,
        weights,
        result.batchStatistics,
        0.9,
      );
    }
    step.dispose();
    expect(before).toBeGreaterThan(0.1);
    expect(await meanError(network, weights, batch)).toBeLessThan(0.01);
  });

  it("is the same after its weights were saved and loaded", async () => {
    const weights = usedWeights(network);
    const { images } = noiseBatch(network, 2);
    const file = writeWeights(network, weights);
    const { weights: loaded } = readWeights(network, file, "a file");
    expect(await predict(network, loaded, images)).toEqual(
      await predict(network, weights, images),
    );
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

/** Mean distance of the landmarks in fractions of the crop, which noise faces fill: their NME. */
async function meanError(
  network: Network,
  weights: Float32Array,
  batch: Batch,
): Promise<number> {
  const { landmarks } = await predict(network, weights, batch.images);
  let sum = 0;
  for (let i = 0; i < landmarks.length; i += 3)
    sum += Math.hypot(
      ...[0, 1, 2].map(
        (axis) => landmarks[i + axis]! - batch.landmarks[i + axis]!,
      ),
    );
  return sum / (landmarks.length / 3);
}
