import { adam } from "./adam.ts";
import type { Moments, WeightDecay } from "./moments.ts";
import { rmsprop } from "./rmsprop.ts";
import { sgd } from "./sgd.ts";

/** Optimisers by name; `"adam"` adds weight decay to the gradient, `"adamw"` takes it off the weight. */
export const OPTIMISERS = ["adamw", "adam", "rmsprop", "sgd"] as const;

/** Name of an optimiser. */
export type OptimiserName = (typeof OPTIMISERS)[number];

/** One step of an optimiser: see {@link adam}, `rmsprop` and `sgd` for the parameters. */
export type Optimiser = (
  weights: Float32Array,
  gradient: Float32Array,
  state: Moments,
  rate: number,
  decay: WeightDecay,
) => void;

/**
 * An optimiser by its name.
 *
 * @param momentum - of RMSprop and SGD, beta 1 of Adam; each one's usual value if not given.
 */
export function optimiser(name: OptimiserName, momentum?: number): Optimiser {
  const given = momentum === undefined ? {} : { momentum };
  const beta = momentum === undefined ? {} : { beta1: momentum };
  return {
    adamw: ((w, g, s, rate, decay) =>
      adam(w, g, s, rate, { ...decay, ...beta })) satisfies Optimiser,
    adam: ((w, g, s, rate, decay) =>
      adam(w, g, s, rate, {
        ...decay,
        ...beta,
        decoupled: false,
      })) satisfies Optimiser,
    rmsprop: ((w, g, s, rate, decay) =>
      rmsprop(w, g, s, rate, { ...decay, ...given })) satisfies Optimiser,
    sgd: ((w, g, s, rate, decay) =>
      sgd(w, g, s, rate, { ...decay, ...given })) satisfies Optimiser,
  }[name];
}
