import { beforeAll, describe, expect, it } from "@jest/globals";
import { PARAMETER_COUNT } from "@fdhm/morphable-model";
import * as tf from "@tensorflow/tfjs";
import { startCpuBackend } from "./backend.ts";
import { parameterSpace, POSE_DEVIATION } from "./parameter-space.ts";
import { placeLandmarks } from "./place-landmarks.ts";
import { TfjsOps } from "./tfjs-ops.ts";
import {
  createUniform,
  placed,
  TINY_MODEL,
} from "./tiny-networks.test.fixture.ts";

const SIZE = 40;
const space = parameterSpace(TINY_MODEL, SIZE, POSE_DEVIATION);
const uniform = createUniform(11);
const parameters = Float32Array.from(
  { length: 4 * PARAMETER_COUNT },
  (_, i) =>
    space.start[i % PARAMETER_COUNT]! +
    3 * (uniform() - 0.5) * space.deviation[i % PARAMETER_COUNT]!,
);

beforeAll(startCpuBackend);

function place(p: tf.Tensor): tf.Tensor {
  return placeLandmarks(new TfjsOps(), p, space);
}

describe("placeLandmarks", () => {
  it("places landmarks where @fdhm/morphable-model does", () => {
    const found = place(tf.tensor(parameters, [4, PARAMETER_COUNT]));
    expect(found.shape).toEqual([4, 68, 3]);
    const wanted = placed(parameters, SIZE);
    for (const [i, value] of found.dataSync<"float32">().entries())
      expect(value).toBeCloseTo(wanted[i]!, 5);
  });

  it("sends back the gradient that differences give", () => {
    const p = parameters.slice(0, PARAMETER_COUNT);
    const towards = Float32Array.from({ length: 204 }, () => uniform() - 0.5);
    const product = (x: tf.Tensor) =>
      tf.sum(tf.mul(place(x), tf.tensor(towards, [1, 68, 3])));
    const found = tf
      .grad(product)(tf.tensor(p, [1, PARAMETER_COUNT]))
      .dataSync<"float32">();
    for (const [i, value] of found.entries()) {
      const step = 0.01 * space.deviation[i]!;
      const along = (way: number) =>
        placed(p.with(i, p[i]! + way), SIZE).reduce(
          (sum, coordinate, j) => sum + coordinate * towards[j]!,
          0,
        );
      const wanted = (along(step) - along(-step)) / (2 * step);
      expect(Math.abs(value - wanted) * space.deviation[i]!).toBeLessThan(1e-3);
    }
    expect(Math.abs(found[2]!)).toBeGreaterThan(0.05);
  });
});
