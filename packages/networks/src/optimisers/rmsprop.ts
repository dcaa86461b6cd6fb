/**
 * RMSprop: Tieleman, Hinton, "Lecture 6.5: divide the gradient by a running average of its recent magnitude", Coursera 2012; with
 * momentum, as TensorFlow has it. The paper trains its recurrent hourglass with it (section IV-B).
 */
import { checkStep, type Moments, type WeightDecay } from "./moments.ts";

/** Settings of RMSprop. */
export interface RmspropOptions extends WeightDecay {
  /** Decay of the running mean of the square; 0.9 if not given. */
  readonly decay?: number;
  /** Share of the last move that is added to this one; 0 if not given. */
  readonly momentum?: number;
  /** Added to the mean square under the root; 1e-8 if not given. */
  readonly epsilon?: number;
}

/**
 * One step of RMSprop. Weight decay is added to the gradient.
 *
 * @param weights - changed in place; trainable elements first, what follows them is left alone.
 * @param gradient - one per trainable element.
 * @param state - changed in place.
 * @param rate - learning rate of this step.
 * @throws if lengths disagree or the rate is not a number of at least 0.
 */
export function rmsprop(
  weights: Float32Array,
  gradient: Float32Array,
  state: Moments,
  rate: number,
  options: RmspropOptions = {},
): void {
  checkStep(weights, gradient, state, rate, options);
  const { decay = 0.9, momentum = 0, epsilon = 1e-8 } = options;
  const { weightDecay = 0, decays } = options;
  const { first, second } = state;
  state.step++;
  for (let i = 0; i < gradient.length; i++) {
    const w = weights[i]!;
    const shrunk = weightDecay > 0 && decays?.[i] !== 0;
    const g = gradient[i]! + (shrunk ? weightDecay * w : 0);
    const v = decay * second[i]! + (1 - decay) * g * g;
    const move = momentum * first[i]! + (rate * g) / Math.sqrt(v + epsilon);
    second[i] = v;
    first[i] = move;
    weights[i] = w - move;
  }
}
