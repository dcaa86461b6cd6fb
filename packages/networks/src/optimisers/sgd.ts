/**
 * Stochastic gradient descent with momentum: Sutskever et al., "On the importance of initialization and momentum in deep
 * learning", ICML 2013, as TensorFlow has it.
 */
import { checkStep, type Moments, type WeightDecay } from "./moments.ts";

/** Settings of stochastic gradient descent. */
export interface SgdOptions extends WeightDecay {
  /** Share of the former gradients that is added to this one; 0.9 if not given. */
  readonly momentum?: number;
}

/**
 * One step of stochastic gradient descent. Weight decay is added to the gradient.
 *
 * @param weights - changed in place; trainable elements first, what follows them is left alone.
 * @param gradient - one per trainable element.
 * @param state - its first moments are changed in place.
 * @param rate - learning rate of this step.
 * @throws if lengths disagree or the rate is not a number of at least 0.
 */
export function sgd(
  weights: Float32Array,
  gradient: Float32Array,
  state: Moments,
  rate: number,
  options: SgdOptions = {},
): void {
  checkStep(weights, gradient, state, rate, options);
  const { momentum = 0.9, weightDecay = 0, decays } = options;
  const { first } = state;
  state.step++;
  for (let i = 0; i < gradient.length; i++) {
    const w = weights[i]!;
    const shrunk = weightDecay > 0 && decays?.[i] !== 0;
    const g = gradient[i]! + (shrunk ? weightDecay * w : 0);
    const m = momentum * first[i]! + g;
    first[i] = m;
    weights[i] = w - rate * m;
  }
}
