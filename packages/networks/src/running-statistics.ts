import { expected } from "@fdhm/errors";
import { checkWeights, type WeightLayout } from "./weight-layout.ts";

/**
 * Moves the running means and variances a step towards a batch's: running = momentum running + (1 - momentum) batch.
 *
 * @param weights - all variables, changed in place.
 * @param batchStatistics - as a `StepResult` has them.
 * @param momentum - share of the old value, 0 to 1.
 * @throws if a length or the momentum is wrong.
 */
export function updateRunningStatistics(
  layout: WeightLayout,
  weights: Float32Array,
  batchStatistics: Float32Array,
  momentum: number,
): void {
  checkWeights(layout, weights);
  const count = layout.size - layout.trainable;
  if (batchStatistics.length !== count)
    throw expected(`${count} numbers`, "batchStatistics", batchStatistics);
  if (!(momentum >= 0 && momentum <= 1))
    throw expected("a number from 0 to 1", "momentum", momentum);
  for (let i = 0; i < count; i++) {
    const at = layout.trainable + i;
    weights[at] =
      momentum * (weights[at] as number) +
      (1 - momentum) * (batchStatistics[i] as number);
  }
}
