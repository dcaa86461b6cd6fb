import { beforeAll, describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs";
import { startCpuBackend } from "./backend.ts";
import { numericGradient } from "./numeric-gradient.test.fixture.ts";
import { uncertaintyLoss } from "./uncertainty-loss.ts";

beforeAll(startCpuBackend);

/** One face of two landmarks; the second one's y is unknown, and z is far off. */
const TRUTH = [0.1, 0.2, 0, -0.1, 0, 0];
const PREDICTED = [0.13, 0.16, 5, -0.08, 7, 5];
const KNOWN = [1, 1, 1, 1, 0, 1];
const face = (values: number[]) => tf.tensor3d(values, [1, 2, 3]);
const loss = (logScale: number[]) =>
  uncertaintyLoss(
    tf.tensor2d(logScale, [1, 2]),
    face(PREDICTED),
    face(TRUTH),
    face(KNOWN),
  );

describe("uncertaintyLoss", () => {
  it("is the likelihood of the known errors along x and y", () => {
    const [value] = loss([Math.log(0.05), Math.log(0.01)]).dataSync();
    const wanted =
      (0.03 / 0.05 +
        0.04 / 0.05 +
        2 * Math.log(0.05) +
        (0.02 / 0.01 + Math.log(0.01))) /
      4;
    expect(value).toBeCloseTo(wanted, 5);
  });

  it("is least where the scale is the mean error", () => {
    const best = [Math.log(0.035), Math.log(0.02)];
    for (const slope of numericGradient(loss, best))
      expect(slope).toBeCloseTo(0, 3);
    const value = (at: number[]) => loss(at).dataSync()[0]!;
    expect(value([best[0]! + 0.1, best[1]!])).toBeGreaterThan(value(best));
    expect(value([best[0]!, best[1]! - 0.1])).toBeGreaterThan(value(best));
  });

  it("differentiates as small steps do, and leaves the landmarks alone", () => {
    const start = [-3, -4.2];
    const [toScale, toLandmarks] = tf.grads((s, p) =>
      uncertaintyLoss(s!, p!, face(TRUTH), face(KNOWN)),
    )([tf.tensor2d(start, [1, 2]), face(PREDICTED)]);
    const gradient = toScale!.dataSync();
    for (const [i, slope] of numericGradient(loss, start).entries())
      expect(gradient[i]).toBeCloseTo(slope, 3);
    expect([...toLandmarks!.dataSync()]).toEqual(new Array(6).fill(0));
  });
});
