import type { Metrics } from "../run/read-metrics.ts";

/** What a training has cost so far; the steps that a kill took back are not in it. */
export interface TrainingCosts {
  /** Epochs, one being as many crops as the sources have faces. */
  readonly epochs: number;
  /** Time on the clock, s. */
  readonly seconds: number;
  /** Processor time of all threads, s. */
  readonly processorSeconds: number;
  /** Crops a second while steps ran, on average. */
  readonly samplesPerSecond: number;
  /** Share of the steps' time spent waiting for batches. */
  readonly waiting: number;
}

/**
 * Sums up what the metrics tell of time.
 *
 * @param batchSize - crops a step.
 * @returns undefined where they tell nothing yet.
 */
export function trainingCosts(
  { losses, sessions }: Metrics,
  batchSize: number,
): TrainingCosts | undefined {
  const facesPerEpoch = sessions.at(-1)?.facesPerEpoch;
  if (facesPerEpoch === undefined || losses.length === 0) return undefined;
  const sum = (value: (entry: (typeof losses)[number]) => number | undefined) =>
    losses.reduce((total, entry) => total + (value(entry) ?? 0), 0);
  const mean = (
    value: (entry: (typeof losses)[number]) => number | undefined,
  ) => sum(value) / losses.length;
  return {
    epochs: (losses.at(-1)!.step * batchSize) / facesPerEpoch,
    seconds: sum((entry) => entry.seconds),
    processorSeconds: sum((entry) => entry.processorSeconds),
    // Entries stand for as many steps each: the mean of the times, not of the rates.
    samplesPerSecond:
      1 / mean((entry) => 1 / Math.max(1e-9, entry.samplesPerSecond ?? 0)),
    waiting: mean((entry) => entry.waiting),
  };
}
