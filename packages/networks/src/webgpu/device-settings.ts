import { expected } from "@fdhm/errors";
import type { OptimiserName } from "../optimisers/optimiser.ts";
import { SETTING } from "./optimiser-shader.ts";

/** How gradients move the weights. */
export interface DeviceOptimiser {
  /** Its name. */
  readonly kind: OptimiserName;
  /** Share of the former move or gradient, beta 1 of Adam; each one's usual value if not given. */
  readonly momentum?: number | undefined;
  /** Share that a weight loses, per unit of learning rate. */
  readonly weightDecay: number;
  /** Greatest length of the whole gradient; any if not given. */
  readonly clip?: number | undefined;
}

/** What differs from step to step. */
export interface DeviceStep {
  /** Steps that the moments have seen. */
  readonly step: number;
  /** Learning rate. */
  readonly rate: number;
  /** Decay of the weights' running mean. */
  readonly averaging: number;
  /** Share of the old value in the running statistics. */
  readonly momentum: number;
}

/** Usual values, as `optimisers/` has them. */
const MOMENTA: Readonly<Record<OptimiserName, number>> = {
  adamw: 0.9,
  adam: 0.9,
  rmsprop: 0,
  sgd: 0.9,
};
/** Adam's beta 2, as `optimisers/adam.ts` has it. */
const BETA2 = 0.999;

/** An optimiser's momentum. */
export function momentumOf({ kind, momentum }: DeviceOptimiser): number {
  return momentum ?? MOMENTA[kind];
}

/**
 * What the optimiser's shader is told of a step, from the first number on.
 *
 * @throws RangeError where the rate is not a number of at least 0.
 */
export function settingsOf(
  optimiser: DeviceOptimiser,
  { step, rate, averaging, momentum }: DeviceStep,
): Float32Array {
  if (!(rate >= 0 && Number.isFinite(rate)))
    throw expected("a number of at least 0", "rate", rate);
  const numbers = new Float32Array(SETTING.momentum + 1);
  numbers[SETTING.rate] = rate;
  numbers[SETTING.scale1] = 1 / (1 - momentumOf(optimiser) ** (step + 1));
  numbers[SETTING.scale2] = 1 / (1 - BETA2 ** (step + 1));
  numbers[SETTING.averaging] = averaging;
  numbers[SETTING.momentum] = momentum;
  return numbers;
}
