import { expected } from "@fdhm/errors";

/** How a weight starts. */
export type Initialiser =
  | {
      /** Gaussian noise about zero. */
      readonly kind: "normal";
      /** Its standard deviation. */
      readonly deviation: number;
    }
  | {
      /** Every element alike. */
      readonly kind: "constant";
      /** The element. */
      readonly value: number;
    }
  | {
      /** Given elements. */
      readonly kind: "values";
      /** One per element, in the tensor's order. */
      readonly values: readonly number[];
    };

/** One variable of a network. */
export interface WeightSpec {
  /** `<layer>/<part>`, unique in its network. */
  readonly name: string;
  /** TensorFlow's order: `[height, width, in, out]` for kernels, `[in, out]` for dense layers. */
  readonly shape: readonly number[];
  /** Its first values. */
  readonly initialiser: Initialiser;
  /** False for the running statistics of batch normalisation, which no gradient reaches. */
  readonly trainable: boolean;
  /** Whether weight decay applies: to kernels, not to biases and batch normalisation. */
  readonly decays: boolean;
  /**
   * Channels of what it mixes into each of its outputs, its last side but one being as many or, after a flattened picture, as many times
   * a whole number; not given: every channel goes its own way.
   */
  readonly mixes?: number;
}

/** A variable and its place in the flat array. */
export interface PlacedWeight extends WeightSpec {
  /** Index of its first element. */
  readonly offset: number;
  /** Number of its elements. */
  readonly size: number;
}

/**
 * Where each variable of a network lies in the one `Float32Array` that holds them all: first the trainable ones in the order
 * of the figure, then the running means and variances. Optimisers, checkpoints, averages and exchange between threads are
 * plain arithmetic on that array.
 */
export interface WeightLayout {
  /** All variables, by rising offset. */
  readonly weights: readonly PlacedWeight[];
  /** Number of trainable elements; the running statistics begin here. */
  readonly trainable: number;
  /** Number of all elements. */
  readonly size: number;
}

/**
 * Places variables one after the other, trainable ones first.
 *
 * @param specs - in the order of the figure.
 */
export function placeWeights(specs: readonly WeightSpec[]): WeightLayout {
  const ordered = [
    ...specs.filter((spec) => spec.trainable),
    ...specs.filter((spec) => !spec.trainable),
  ];
  const weights: PlacedWeight[] = [];
  let offset = 0;
  let trainable = 0;
  for (const spec of ordered) {
    const size = spec.shape.reduce((product, side) => product * side, 1);
    weights.push({ ...spec, offset, size });
    offset += size;
    if (spec.trainable) trainable = offset;
  }
  return { weights, trainable, size: offset };
}

/**
 * First weights of a network.
 *
 * @param layout - of the network.
 * @param uniform - gives the next random number in [0, 1); the same sequence gives the same weights.
 * @returns all variables, `layout.size` long.
 */
export function initialWeights(
  layout: WeightLayout,
  uniform: () => number,
): Float32Array {
  const flat = new Float32Array(layout.size);
  for (const { initialiser, offset, size } of layout.weights) {
    const part = flat.subarray(offset, offset + size);
    if (initialiser.kind === "constant") part.fill(initialiser.value);
    else if (initialiser.kind === "values") part.set(initialiser.values);
    else
      for (let i = 0; i < size; i++)
        // Box and Muller; 1 - u keeps the logarithm's argument above zero.
        part[i] =
          initialiser.deviation *
          Math.sqrt(-2 * Math.log(1 - uniform())) *
          Math.cos(2 * Math.PI * uniform());
  }
  return flat;
}

/**
 * The elements of one variable, as a view on the flat array.
 *
 * @param layout - of the network.
 * @param flat - all variables, or only the trainable ones if the variable is one of them.
 * @param name - of the variable.
 * @throws if the network has no such variable.
 */
export function weightOf(
  layout: WeightLayout,
  flat: Float32Array,
  name: string,
): Float32Array {
  const weight = layout.weights.find((other) => other.name === name);
  if (!weight) throw expected("a variable of the network", "name", name);
  return flat.subarray(weight.offset, weight.offset + weight.size);
}

/**
 * Refuses a flat array that is not this network's.
 *
 * @param layout - of the network.
 * @param flat - all variables.
 * @throws if the length differs.
 */
export function checkWeights(layout: WeightLayout, flat: Float32Array): void {
  if (flat.length !== layout.size)
    throw expected(`${layout.size} numbers`, "weights", flat);
}

/** Which trainable elements decay: one byte each, 1 for kernels and 0 for biases and batch normalisation. */
export function decayMask(layout: WeightLayout): Uint8Array {
  const mask = new Uint8Array(layout.trainable);
  for (const { decays, offset, size } of layout.weights)
    if (decays) mask.fill(1, offset, offset + size);
  return mask;
}
