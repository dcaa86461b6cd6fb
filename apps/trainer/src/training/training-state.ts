import type { WeightLayout } from "@fdhm/networks";
import { createSharedState, type SharedState } from "./shared-state.ts";

/**
 * The state of a training that has not begun.
 *
 * @param weights - to start from, all of them.
 */
export function initialState(
  replicas: number,
  layout: WeightLayout,
  weights: Float32Array,
): SharedState {
  const state = createSharedState(
    replicas,
    layout.trainable,
    layout.size - layout.trainable,
  );
  state.weights.set(weights);
  state.averaged.set(weights);
  return state;
}
