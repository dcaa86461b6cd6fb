import type { ScheduleConfig } from "../config/optimiser-schema.ts";

/** How the learning rate moves over a run. */
export interface Schedule {
  /** Highest rate, reached after the warm-up. */
  readonly rate: number;
  /** Steps in all. */
  readonly steps: number;
  /** The way down. */
  readonly shape: ScheduleConfig;
}

/**
 * The rate of a step: a linear rise to the highest, then down half a cosine to the final rate, by a factor at given steps,
 * or by a factor again and again.
 *
 * @param step - counted from 0.
 */
export function learningRate(
  step: number,
  { rate, steps, shape }: Schedule,
): number {
  const { warmUp } = shape;
  if (step < warmUp) return (rate * (step + 1)) / warmUp;
  if (shape.kind === "step")
    return rate * shape.factor ** shape.at.filter((at) => at <= step).length;
  if (shape.kind === "exponential")
    return rate * shape.factor ** Math.floor(step / shape.every);
  const done = Math.min(1, (step - warmUp) / Math.max(1, steps - 1 - warmUp));
  const { finalRate } = shape;
  return finalRate + ((rate - finalRate) * (1 + Math.cos(Math.PI * done))) / 2;
}
