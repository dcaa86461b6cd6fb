import { beforeAll, describe, expect, it } from "@jest/globals";
import { startWasmBackend } from "./backend.ts";
import { createDhmRnn, type DhmRnnConfig } from "./dhm-rnn.ts";
import { DHM_RNN_PRESETS } from "./dhm-rnn-presets.ts";
import { predict } from "./predict.ts";
import {
  noiseBatch,
  placed,
  TINY,
  TINY_DHM_RNN,
  TINY_MODEL,
  usedWeights,
} from "./tiny-networks.test.fixture.ts";
import { TrainingStep } from "./training-step.ts";
import { weightOf } from "./weight-layout.ts";

beforeAll(async () => {
  await startWasmBackend();
});

describe("createDhmRnn", () => {
  it("counts what a person counts", () => {
    const { layout, macs } = createDhmRnn(TINY_DHM_RNN);
    const vgg =
      9 * 6 * 8 +
      8 + // conv1_1
      (9 * 8 * 8 + 8) +
      (9 * 8 * 8 + 8) + // stage 2
      (4 * 4 * 8 * 32 + 32); // fc
    const rnn = 32 * 32 + 32 + 32 * 32 + 32 * 234;
    expect(layout.size).toBe(vgg + rnn + 32 + 1);
    expect(layout.trainable).toBe(layout.size);
    const shared = 256 * 9 * 3 * 8; // conv1_1's half for the picture
    const step =
      64 * 9 * 8 * 8 +
      64 * 9 * 8 * 8 +
      4 * 4 * 8 * 32 +
      32 * 32 + // W_ih
      32 * 234 + // W_ho
      228 * 204; // the shape of the face
    expect(macs).toBe(
      2 * (step + shared) +
        shared + // the second step's map; the first's is a constant
        32 * 32 + // W_hh
        32, // score
    );
  });

  it("gives landmarks that are its parameters' own", async () => {
    const network = TINY["dhm-rnn"];
    const { images } = noiseBatch(network, 3);
    const { landmarks, parameters } = await predict(
      network,
      usedWeights(network),
      images,
    );
    expect(parameters?.length).toBe(3 * 234);
    const wanted = placed(parameters!, network.inputSize);
    for (const [i, value] of landmarks.entries())
      expect(value).toBeCloseTo(wanted[i]!, 5);
  });

  it("looks again at what it drew: an answer depends on the map through all steps", async () => {
    const network = TINY["dhm-rnn"];
    const weights = usedWeights(network);
    const { images } = noiseBatch(network, 1);
    const before = await predict(network, weights, images);
    // The kernel of conv1_1 for the map alone, and W_hh, are silenced one after the other.
    for (const name of ["conv1_1/kernel1", "recurrent/hidden/kernel"]) {
      const other = weights.slice();
      weightOf(network.layout, other, name).fill(0);
      const after = await predict(network, other, images);
      expect(after.landmarks[0]).not.toBeCloseTo(before.landmarks[0]!, 4);
    }
  });

  it("can be supervised at every step", async () => {
    const network = TINY["dhm-rnn"];
    expect(network.earlierAnswers).toBe(1);
    const weights = usedWeights(network);
    const batch = noiseBatch(network, 2);
    const plain = { landmarks: { kind: "l2" }, scoreWeight: 0.5 } as const;
    const losses = [];
    for (const stepWeight of [0, 0.5, 1]) {
      const step = new TrainingStep(network, { ...plain, stepWeight });
      losses.push((await step.run(weights, batch)).loss);
      step.dispose();
    }
    // The first step's landmarks count half, then whole.
    expect(losses[2]! - losses[1]!).toBeCloseTo(losses[1]! - losses[0]!, 5);
    expect(losses[1]!).toBeGreaterThan(losses[0]!);
  });

  it("differentiates through the drawing, as small steps do", async () => {
    const network = TINY["dhm-rnn"];
    const step = new TrainingStep(network, {
      landmarks: { kind: "l2" },
      scoreWeight: 0.5,
    });
    const weights = usedWeights(network);
    const batch = noiseBatch(network, 2);
    const { gradient } = await step.run(weights, batch);
    const norm = Math.hypot(...gradient);
    const walk = async (length: number) => {
      const moved = weights.map(
        (value, i) => value + (length * gradient[i]!) / norm,
      );
      return (await step.run(moved, batch)).loss;
    };
    const slope = ((await walk(0.002)) - (await walk(-0.002))) / 0.004;
    expect(slope / norm).toBeCloseTo(1, 2);
    step.dispose();
  });

  it.each<[Partial<DhmRnnConfig>, string]>([
    [
      { inputSize: 18 },
      "Expected a multiple of 4 (a halving a stage) for inputSize but received 18",
    ],
    [{ steps: 0 }, "a whole number of at least 1 for steps but received 0"],
    [{ units: 1.5 }, "at least 1 for units but received 1.5"],
    [{ features: NaN }, "at least 1 for features"],
    [{ stages: [] }, "at least one stage for stages"],
    [{ stages: [[4], []] }, "at least one convolution for stages[1]"],
    [{ stages: [[4, 0]] }, "at least 1 for stages[0][1] but received 0"],
  ])("refuses %j", (change, message) => {
    expect(() => createDhmRnn({ ...TINY_DHM_RNN, ...change })).toThrow(message);
  });
});

describe("DHM_RNN_PRESETS", () => {
  it("is no larger than the paper's", () => {
    const { layout, macs } = createDhmRnn({
      ...DHM_RNN_PRESETS["dhm-rnn"],
      model: TINY_MODEL,
    });
    expect(layout.size).toBe(42_746_369);
    expect(4 * layout.size).toBeLessThanOrEqual(193.7e6);
    expect(macs / 1e9).toBeCloseTo(61.757_881_024, 9);
  });
});
