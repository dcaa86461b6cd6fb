import { beforeAll, describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs";
import { startWasmBackend } from "../backend.ts";
import { tanh } from "./tanh.ts";

beforeAll(async () => {
  await startWasmBackend();
});

describe("tanh", () => {
  it("is right to float32 from -20 to 20, with its gradient", () => {
    const x = tf.linspace(-20, 20, 4004);
    const grad = tf.grad((t: tf.Tensor) => tf.sum(tanh(t)))(x);
    const y = tanh(x).dataSync();
    const slope = grad.dataSync();
    const worst = { value: 0, slope: 0 };
    for (const [i, at] of x.dataSync().entries()) {
      const wanted = Math.tanh(at);
      worst.value = Math.max(
        worst.value,
        Math.abs((y[i] as number) - wanted) / Math.abs(wanted),
      );
      worst.slope = Math.max(
        worst.slope,
        Math.abs((slope[i] as number) - (1 - wanted ** 2)),
      );
    }
    expect(worst.value).toBeLessThan(1e-6);
    expect(worst.slope).toBeLessThan(1e-6);
  });

  it("does any size", () => {
    const y = tanh(tf.tensor1d([-1, 0, 0.5])).dataSync();
    expect(y[0]).toBeCloseTo(Math.tanh(-1), 6);
    expect(y[2]).toBeCloseTo(Math.tanh(0.5), 6);
  });
});
