import * as tf from "@tensorflow/tfjs";

/** Half the distance between the two values; float32 has some seven digits. */
const STEP = 1e-3;

/** Slopes of a function of numbers, by central differences. */
export function numericGradient(
  value: (at: number[]) => tf.Tensor,
  at: readonly number[],
): number[] {
  const read = (i: number, step: number) =>
    tf.tidy(() => value(at.map((x, j) => (i === j ? x + step : x))).dataSync());
  return at.map((_, i) => {
    const [above = NaN] = read(i, STEP);
    const [below = NaN] = read(i, -STEP);
    return (above - below) / (2 * STEP);
  });
}
