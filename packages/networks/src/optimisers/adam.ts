/**
 * Adam: Kingma, Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1; AdamW: the same with weight decay
 * decoupled from the gradient, Loshchilov, Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm 2.
 */
import { checkStep, type Moments, type WeightDecay } from "./moments.ts";

/** Settings of Adam. */
export interface AdamOptions extends WeightDecay {
  /** Decay of the first moment; 0.9 if not given. */
  readonly beta1?: number;
  /** Decay of the second moment; 0.999 if not given. */
  readonly beta2?: number;
  /** Added to the root of the second moment; 1e-8 if not given. */
  readonly epsilon?: number;
  /** AdamW: the decay is taken off the weight itself and not added to its gradient; true if not given. */
  readonly decoupled?: boolean;
}

/**
 * One step of Adam.
 *
 * @param weights - changed in place; trainable elements first, what follows them is left alone.
 * @param gradient - one per trainable element.
 * @param state - changed in place.
 * @param rate - learning rate of this step.
 * @throws if lengths disagree or the rate is not a number of at least 0.
 */
export function adam(
  weights: Float32Array,
  gradient: Float32Array,
  state: Moments,
  rate: number,
  options: AdamOptions = {},
): void {
  checkStep(weights, gradient, state, rate, options);
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  const { weightDecay = 0, decays, decoupled = true } = options;
  const { first, second } = state;
  state.step++;
  const scale1 = 1 / (1 - beta1 ** state.step);
  const scale2 = 1 / (1 - beta2 ** state.step);
  for (let i = 0; i < gradient.length; i++) {
    let w = weights[i]!;
    let g = gradient[i]!;
    if (weightDecay > 0 && decays?.[i] !== 0) {
      if (decoupled) w -= rate * weightDecay * w;
      else g += weightDecay * w;
    }
    const m = beta1 * first[i]! + (1 - beta1) * g;
    const v = beta2 * second[i]! + (1 - beta2) * g * g;
    first[i] = m;
    second[i] = v;
    weights[i] = w - (rate * m * scale1) / (Math.sqrt(v * scale2) + epsilon);
  }
}
