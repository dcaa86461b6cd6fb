import { beforeAll, describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs";
import { startCpuBackend } from "./backend.ts";
import { coordinateWeights } from "./coordinate-weights.ts";
import { landmarkLoss } from "./landmark-loss.ts";
import { numericGradient } from "./numeric-gradient.test.fixture.ts";

beforeAll(startCpuBackend);

/** Two faces, all coordinates 0, of which each landmark k of face f is predicted `off(f, k)` away along every axis. */
function faces(off: (face: number, k: number) => number) {
  const values = Float32Array.from({ length: 2 * 204 }, (_, i) =>
    off(Math.floor(i / 204), Math.floor((i % 204) / 3)),
  );
  return tf.tensor3d(values, [2, 68, 3]);
}

const truth = () => tf.zeros([2, 68, 3]);
const everything = () => tf.ones([2, 68, 3]);
const at = (values: ArrayLike<number>, face: number, k: number, axis: number) =>
  values[204 * face + 3 * k + axis]!;

describe("coordinateWeights", () => {
  it("are what the batch knows where nothing is asked for", () => {
    const known = everything();
    expect(coordinateWeights(truth(), truth(), known, {})).toBe(known);
  });

  it("weigh axes and landmarks, and leave the unknown at 0", () => {
    const known = faces((face, k) => (face === 0 && k === 3 ? 0 : 1));
    const landmarkWeights = Array.from({ length: 68 }, (_, k) => 1 + k);
    const weights = coordinateWeights(truth(), truth(), known, {
      depthWeight: 0.25,
      landmarkWeights,
    }).dataSync();
    expect(at(weights, 1, 3, 0)).toBe(4);
    expect(at(weights, 1, 3, 1)).toBe(4);
    expect(at(weights, 1, 3, 2)).toBe(1);
    expect(at(weights, 0, 67, 2)).toBe(17);
    expect(at(weights, 0, 3, 0)).toBe(0);
  });
});

describe("adaptive weights", () => {
  const range = { least: 0.1, most: 10 };

  it("grow with a landmark's mean error and have the mean 1", () => {
    // Half of the landmarks are 0.01 off on average, half 0.03.
    const predicted = faces((face, k) =>
      k % 2 === 0 ? 0.01 : face === 0 ? 0.05 : -0.01,
    );
    const weights = (exponent: number) =>
      coordinateWeights(predicted, truth(), everything(), {
        adaptive: { exponent, ...range },
      }).dataSync();
    const linear = weights(1);
    expect(at(linear, 0, 0, 0)).toBeCloseTo(0.5, 5);
    expect(at(linear, 1, 1, 2)).toBeCloseTo(1.5, 5);
    const square = weights(2);
    expect(at(square, 0, 0, 0)).toBeCloseTo(1 / 5, 5);
    expect(at(square, 0, 1, 0)).toBeCloseTo(9 / 5, 5);
    for (const value of weights(0)) expect(value).toBeCloseTo(1, 6);
  });

  it("stay within the range", () => {
    const predicted = faces((_, k) => (k === 5 ? 1 : 0.001));
    const weights = coordinateWeights(predicted, truth(), everything(), {
      adaptive: { exponent: 1, least: 0.5, most: 3 },
    }).dataSync();
    expect(at(weights, 0, 5, 0)).toBe(3);
    expect(at(weights, 0, 4, 0)).toBe(0.5);
  });

  it("count only the faces that know a landmark", () => {
    // Landmark 7 is far off where nobody knows it, landmark 9 is known to nobody.
    const predicted = faces((face, k) => (face === 0 && k === 7 ? 9 : 0.02));
    const known = faces((face, k) =>
      (face === 0 && k === 7) || k === 9 ? 0 : 1,
    );
    const weights = coordinateWeights(predicted, truth(), known, {
      adaptive: { exponent: 1, ...range },
    }).dataSync();
    expect(at(weights, 1, 7, 0)).toBeCloseTo(1, 5);
    expect(at(weights, 0, 7, 0)).toBe(0);
    expect(at(weights, 1, 0, 0)).toBeCloseTo(1, 5);
    expect(at(weights, 0, 9, 0)).toBe(0);
  });

  it("are numbers where there is no error, and where nothing is known", () => {
    for (const known of [everything(), truth()]) {
      const weights = coordinateWeights(truth(), truth(), known, {
        adaptive: { exponent: 0.5, ...range },
      }).dataSync();
      expect(weights.every(Number.isFinite)).toBe(true);
    }
  });

  it("let no gradient through", () => {
    const start = faces((face, k) => 0.01 * (1 + ((k + face) % 7)));
    const weighting = { adaptive: { exponent: 1, ...range } };
    const loss = (x: tf.Tensor) =>
      landmarkLoss(
        x,
        truth(),
        coordinateWeights(x, truth(), everything(), weighting),
        { kind: "l2" },
      );
    const gradient = tf.grad(loss)(start).dataSync();
    // With the weights held as they are.
    const weights = coordinateWeights(start, truth(), everything(), weighting);
    const held = (x: number[]) =>
      landmarkLoss(tf.tensor3d(x, [2, 68, 3]), truth(), weights, {
        kind: "l2",
      });
    const numeric = numericGradient(held, [...start.dataSync()]);
    const largest = Math.max(...numeric.map(Math.abs));
    for (const [i, slope] of numeric.entries())
      expect(Math.abs(gradient[i]! - slope)).toBeLessThan(0.003 * largest);
  });
});
