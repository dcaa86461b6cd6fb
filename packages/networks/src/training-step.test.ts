import { beforeAll, describe, expect, it } from "@jest/globals";
import { startWasmBackend } from "./backend.ts";
import { noiseBatch, TINY, usedWeights } from "./tiny-networks.test.fixture.ts";
import { TrainingStep, type Batch } from "./training-step.ts";

const network = TINY["fast-dhm"];
const weights = usedWeights(network);
const batch = noiseBatch(network, 2);
const loss = { landmarks: { kind: "l2" }, scoreWeight: 0.5 } as const;

beforeAll(async () => {
  await startWasmBackend();
});

describe("TrainingStep", () => {
  it("adds the weighted score loss to the landmarks'", async () => {
    const step = new TrainingStep(network, loss);
    const result = await step.run(weights, batch);
    expect(result.loss).toBeCloseTo(
      result.landmarkLoss + 0.5 * result.scoreLoss,
      6,
    );
    step.dispose();
  });

  it("ignores coordinates without weight, whatever they say", async () => {
    const step = new TrainingStep(network, loss);
    const known = await step.run(weights, batch);
    const landmarks = batch.landmarks.map((value, i) =>
      batch.landmarkWeights[i] === 0 ? NaN : value,
    );
    const unknown = await step.run(weights, { ...batch, landmarks });
    expect(unknown).toEqual(known);
    step.dispose();
  });

  it("differentiates as small steps do", async () => {
    const step = new TrainingStep(network, loss);
    const { gradient } = await step.run(weights, batch);
    const norm = Math.hypot(...gradient);
    const walk = async (length: number) => {
      const moved = weights.map(
        (value, i) => value + (length * (gradient[i] ?? 0)) / norm,
      );
      return (await step.run(moved, batch)).loss;
    };
    const slope = ((await walk(0.002)) - (await walk(-0.002))) / 0.004;
    expect(slope / norm).toBeCloseTo(1, 2);
    step.dispose();
  });

  it.each<[string, Partial<Batch>, string]>([
    ["no face", { scores: new Float32Array() }, "at least one face for scores"],
    [
      "a cut picture",
      { images: batch.images.slice(1) },
      "Expected 1536 numbers (2 faces) for images but received 1535",
    ],
    [
      "NaN in a picture",
      { images: batch.images.with(5, NaN) },
      "Expected a finite number for images[5] but received NaN",
    ],
    [
      "NaN in a label",
      { scores: batch.scores.with(1, NaN) },
      "Expected a finite number for scores[1] but received NaN",
    ],
    [
      "NaN in a coordinate that counts",
      {
        landmarks: batch.landmarks.with(0, NaN),
        landmarkWeights: batch.landmarkWeights.with(0, 1),
      },
      "Expected a finite number for landmarks[0] but received NaN",
    ],
  ])("refuses %s", async (_, change, message) => {
    const step = new TrainingStep(network, loss);
    await expect(step.run(weights, { ...batch, ...change })).rejects.toThrow(
      message,
    );
  });

  it("refuses another network's weights", async () => {
    const step = new TrainingStep(network, loss);
    await expect(step.run(weights.slice(2), batch)).rejects.toThrow(
      `Expected ${weights.length} numbers for weights`,
    );
  });
});
