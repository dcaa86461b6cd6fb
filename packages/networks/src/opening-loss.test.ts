import { beforeAll, describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs";
import { startCpuBackend } from "./backend.ts";
import { numericGradient } from "./numeric-gradient.test.fixture.ts";
import { openingLoss } from "./opening-loss.ts";

beforeAll(startCpuBackend);

const L2 = { kind: "l2" } as const;
const noise = (scale: number) =>
  Array.from({ length: 2 * 204 }, (_, i) => scale * Math.sin(i * i));
const faces = (values: readonly number[]) =>
  tf.tensor3d([...values], [2, 68, 3]);
const ones = () => tf.ones([2, 68, 3]);
const moved = (values: readonly number[], k: number, by: number) =>
  values.map((value, i) => (i === 3 * k + 1 ? value + by : value));
const valueOf = (
  predicted: readonly number[],
  truth: readonly number[],
  weights: tf.Tensor = ones(),
) => openingLoss(faces(predicted), faces(truth), weights, L2).dataSync()[0]!;

describe("openingLoss", () => {
  const truth = noise(0.3);

  it("is nothing where all landmarks are off alike", () => {
    const shifted = truth.map((value, i) => value + [0.1, -0.2, 0.3][i % 3]!);
    expect(valueOf(shifted, truth)).toBeCloseTo(0, 9);
  });

  it("is the penalty of a lid or a lip that is off, over all pairs", () => {
    const coordinates = 2 * 3 * 10;
    for (const k of [38, 47, 62, 57])
      expect(valueOf(moved(truth, k, 0.1), truth)).toBeCloseTo(
        0.01 / coordinates,
        7,
      );
    for (const k of [8, 36, 60])
      expect(valueOf(moved(truth, k, 0.1), truth)).toBeCloseTo(0, 9);
  });

  it("leaves out pairs of which one landmark is unknown", () => {
    const weights = moved(new Array<number>(2 * 204).fill(1), 66, -1);
    const off = moved(moved(truth, 62, 0.1), 51, 0.1);
    expect(valueOf(off, truth, faces(weights))).toBeCloseTo(0.01 / 60, 7);
  });

  it("has the gradient of what it is", () => {
    const predicted = noise(0.2);
    const smooth = { kind: "smooth-l1", beta: 0.2 } as const;
    const value = (x: readonly number[]) =>
      openingLoss(faces(x), faces(truth), ones(), smooth);
    const gradient = tf
      .grad((x) => openingLoss(x, faces(truth), ones(), smooth))(
        faces(predicted),
      )
      .dataSync();
    const wanted = numericGradient(value, predicted);
    for (const [i, slope] of wanted.entries())
      expect(gradient[i]).toBeCloseTo(slope, 2);
    expect(Math.max(...gradient)).toBeGreaterThan(0.01);
  });
});
