/**
 * Adam: Kingma, Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1; weight decay decoupled from the
 * gradient as in Loshchilov, Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm 2.
 */
import { expected } from "@fdhm/errors";

/** Settings of Adam. */
export interface AdamOptions {
  /** Decay of the first moment; 0.9 if not given. */
  readonly beta1?: number;
  /** Decay of the second moment; 0.999 if not given. */
  readonly beta2?: number;
  /** Added to the root of the second moment; 1e-8 if not given. */
  readonly epsilon?: number;
  /** Share of a weight that is taken off in a step, per unit of learning rate; 0 if not given. */
  readonly weightDecay?: number;
  /** 1 for every element that decays, as `decayMask` gives it; all do if not given. */
  readonly decays?: Uint8Array;
}

/** What Adam remembers from step to step; belongs into a checkpoint. */
export interface AdamState {
  /** Steps done. */
  step: number;
  /** First moments, one per trainable element. */
  readonly first: Float32Array;
  /** Second moments, the same. */
  readonly second: Float32Array;
}

/** Adam's state before the first step, for a number of trainable elements. */
export function createAdamState(trainable: number): AdamState {
  return {
    step: 0,
    first: new Float32Array(trainable),
    second: new Float32Array(trainable),
  };
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
  state: AdamState,
  rate: number,
  {
    beta1 = 0.9,
    beta2 = 0.999,
    epsilon = 1e-8,
    weightDecay = 0,
    decays,
  }: AdamOptions = {},
): void {
  const { first, second } = state;
  const count = gradient.length;
  if (first.length !== count || second.length !== count)
    throw expected(`${count} moments`, "state", first);
  if (weights.length < count)
    throw expected(`at least ${count} numbers`, "weights", weights);
  if (decays && decays.length !== count)
    throw expected(`${count} flags`, "decays", decays);
  if (!(rate >= 0 && Number.isFinite(rate)))
    throw expected("a number of at least 0", "rate", rate);
  state.step++;
  const scale1 = 1 / (1 - beta1 ** state.step);
  const scale2 = 1 / (1 - beta2 ** state.step);
  const decay = rate * weightDecay;
  for (let i = 0; i < count; i++) {
    const g = gradient[i] as number;
    const m = beta1 * (first[i] as number) + (1 - beta1) * g;
    const v = beta2 * (second[i] as number) + (1 - beta2) * g * g;
    first[i] = m;
    second[i] = v;
    let w = weights[i] as number;
    if (decay > 0 && decays?.[i] !== 0) w -= decay * w;
    weights[i] = w - (rate * m * scale1) / (Math.sqrt(v * scale2) + epsilon);
  }
}
