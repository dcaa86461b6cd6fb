import { beforeAll, describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs";
import { startCpuBackend } from "./backend.ts";
import { createLstm } from "./lstm.ts";
import { TfjsOps } from "./tfjs-ops.ts";

beforeAll(startCpuBackend);

describe("createLstm", () => {
  it("remembers as its equations say", () => {
    const ops = new TfjsOps();
    // One unit: gates i, f, g, o.
    ops.use(
      new Map<string, tf.Tensor>([
        ["m/input/kernel", tf.tensor2d([[0.5, -0.3, 0.8, 0.2]])],
        ["m/input/bias", tf.tensor1d([0.1, 1, -0.2, 0.4])],
        ["m/hidden/kernel", tf.tensor2d([[0.7, 0.6, -0.9, -0.5]])],
      ]),
    );
    const cell = createLstm<tf.Tensor>(ops, "m", 1, 1);
    const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
    let [h, c] = [0, 0];
    for (const x of [1, -2, 0.5]) {
      const i = sigmoid(0.5 * x + 0.1 + 0.7 * h);
      const f = sigmoid(-0.3 * x + 1 + 0.6 * h);
      const g = Math.tanh(0.8 * x - 0.2 - 0.9 * h);
      const o = sigmoid(0.2 * x + 0.4 - 0.5 * h);
      c = f * c + i * g;
      h = o * Math.tanh(c);
      expect(cell(tf.tensor2d([[x]])).dataSync()[0]).toBeCloseTo(h, 6);
    }
  });
});
