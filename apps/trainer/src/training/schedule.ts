/** How the learning rate moves over a run. */
export interface Schedule {
  /** Highest rate, reached after the warm-up. */
  readonly rate: number;
  /** Rate of the last step. */
  readonly finalRate: number;
  /** Steps of linear rise from zero. */
  readonly warmUp: number;
  /** Steps in all. */
  readonly steps: number;
}

/**
 * Linear warm-up, then half a cosine down to the final rate.
 *
 * @param step - counted from 0.
 */
export function learningRate(step: number, schedule: Schedule): number {
  const { rate, finalRate, warmUp, steps } = schedule;
  if (step < warmUp) return (rate * (step + 1)) / warmUp;
  const done = Math.min(1, (step - warmUp) / Math.max(1, steps - 1 - warmUp));
  return finalRate + ((rate - finalRate) * (1 + Math.cos(Math.PI * done))) / 2;
}
