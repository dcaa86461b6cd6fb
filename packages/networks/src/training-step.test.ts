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

  it("weighs depth as weights of the batch would", async () => {
    const step = new TrainingStep(network, { ...loss, depthWeight: 0.5 });
    const weighted = await step.run(weights, batch);
    step.dispose();
    const plain = new TrainingStep(network, loss);
    const landmarkWeights = batch.landmarkWeights.map((value, i) =>
      i % 3 === 2 ? 0.5 * value : value,
    );
    const halved = await plain.run(weights, { ...batch, landmarkWeights });
    const full = await plain.run(weights, batch);
    plain.dispose();
    expect(weighted).toEqual(halved);
    expect(weighted.landmarkLoss).toBeLessThan(full.landmarkLoss);
  });

  it("minds the landmarks more that are further off, if asked to", async () => {
    const adaptive = { exponent: 1, least: 0.2, most: 5 };
    const plain = new TrainingStep(network, loss);
    const even = await plain.run(weights, batch);
    plain.dispose();
    const step = new TrainingStep(network, { ...loss, adaptive });
    const uneven = await step.run(weights, batch);
    // Errors and weights go together, so the mean of their products is above the product of their means.
    expect(uneven.landmarkLoss).toBeGreaterThan(1.02 * even.landmarkLoss);
    // What lets a continued training give the same numbers: the batch is all it looks at.
    await step.run(weights, noiseBatch(network, 2, 9));
    expect(await step.run(weights, batch)).toEqual(uneven);
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
    const slope = ((await walk(0.0005)) - (await walk(-0.0005))) / 0.001;
    expect(slope / norm).toBeCloseTo(1, 2);
    step.dispose();
  });

  it("adds the weighted openings, where they have a weight", async () => {
    const both = new TrainingStep(network, { ...loss, openingWeight: 0.3 });
    const result = await both.run(weights, batch);
    both.dispose();
    expect(result.openingLoss).toBeGreaterThan(0.001);
    expect(result.loss).toBeCloseTo(
      result.landmarkLoss + 0.5 * result.scoreLoss + 0.3 * result.openingLoss,
      5,
    );
    expect(
      () => new TrainingStep(network, { ...loss, openingWeight: -1 }),
    ).toThrow(
      "Expected a number of at least 0 for openingWeight but received -1",
    );
  });

  describe("with a weight on parameters", () => {
    const drawing = TINY["dhm-rnn"];
    const used = usedWeights(drawing);
    const faces = noiseBatch(drawing, 2);
    const both = { ...loss, parameterWeight: 0.1 };

    it("adds the weighted distance", async () => {
      const step = new TrainingStep(drawing, both);
      const result = await step.run(used, faces);
      step.dispose();
      expect(result.parameterLoss).toBeGreaterThan(0.01);
      expect(result.loss).toBeCloseTo(
        result.landmarkLoss +
          0.5 * result.scoreLoss +
          0.1 * result.parameterLoss,
        5,
      );
      const plain = new TrainingStep(drawing, loss);
      const { gradient, parameterLoss } = await plain.run(used, faces);
      plain.dispose();
      expect(parameterLoss).toBe(0);
      expect(gradient).not.toEqual(result.gradient);
    });

    it("takes a face without known parameters for half a batch", async () => {
      const step = new TrainingStep(drawing, both);
      const part = async (known: readonly boolean[]) => {
        const parameters = faces.parameters!.map((value, i) =>
          known[Math.floor(i / 234)] ? value : NaN,
        );
        const result = await step.run(used, { ...faces, parameters });
        return result.parameterLoss;
      };
      const [first, second] = [
        await part([true, false]),
        await part([false, true]),
      ];
      expect(first + second).toBeCloseTo(await part([true, true]), 5);
      expect(await part([false, false])).toBe(0);
      step.dispose();
    });

    it("refuses batches and networks without parameters", async () => {
      expect(() => new TrainingStep(network, both)).toThrow(
        "Expected 0 (fast-dhm estimates no parameters) for parameterWeight but received 0.1",
      );
      const step = new TrainingStep(drawing, both);
      const { parameters = new Float32Array(), ...bare } = faces;
      await expect(step.run(used, bare)).rejects.toThrow(
        "Expected 234 numbers a face for parameters but received undefined",
      );
      await expect(
        step.run(used, { ...faces, parameters: parameters.slice(1) }),
      ).rejects.toThrow("Expected 468 numbers (2 faces) for parameters");
      await expect(
        step.run(used, { ...faces, parameters: parameters.with(7, NaN) }),
      ).rejects.toThrow(
        "Expected a finite number for parameters[7] but received NaN",
      );
    });
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
