import { initialWeights, type WeightLayout } from "@fdhm/networks";
import { createRandom } from "@fdhm/datasets";
import { createSharedState, type SharedState } from "./shared-state.ts";

/** Names what the numbers are drawn for, beside the other uses of the run's seed. */
const STREAM = 1;

/**
 * The state of a training that has not begun.
 *
 * @param from - weights to start from; random ones if not given.
 */
export function initialState(
  replicas: number,
  layout: WeightLayout,
  seed: number,
  from?: Float32Array,
): SharedState {
  const state = createSharedState(
    replicas,
    layout.trainable,
    layout.size - layout.trainable,
  );
  state.weights.set(
    from ?? initialWeights(layout, createRandom(seed, STREAM).uniform),
  );
  state.averaged.set(state.weights);
  return state;
}
