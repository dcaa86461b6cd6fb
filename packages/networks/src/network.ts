import { LANDMARK_COUNT } from "@fdhm/landmarks";
import type { NetworkOutput, Ops } from "./ops.ts";
import type { ParameterSpace } from "./parameter-space.ts";
import { ShapeOps } from "./shape-ops.ts";
import { placeWeights, type WeightLayout } from "./weight-layout.ts";

/** Coordinates that a network gives for a face: x y z of each of the 68 landmarks. */
export const COORDINATES = 3 * LANDMARK_COUNT;

/** A network of known size, ready to be given weights. */
export interface Network {
  /** Its family: a key of `NETWORKS`. */
  readonly name: string;
  /** Side of the square picture it takes, in px. */
  readonly inputSize: number;
  /** Where its variables lie in the flat array. */
  readonly layout: WeightLayout;
  /** Multiplications and additions for one picture at run time; batch normalisation folded, constants done beforehand. */
  readonly macs: number;
  /** Whether it tells how sure it is of each landmark. */
  readonly uncertain: boolean;
  /** How many answers of earlier steps training may ask for: see {@link Ops.earlier}. */
  readonly earlierAnswers: number;
  /** What its parameters are, if it estimates those of a 3D model. */
  readonly space?: ParameterSpace;
  /** Writes the network in the given operations. */
  readonly run: <T>(ops: Ops<T>, image: T) => NetworkOutput<T>;
}

/**
 * Reads a network function for its layout and cost.
 *
 * @param name - of the family.
 * @param inputSize - side of the picture, in px.
 * @param run - the network as a function over abstract operations.
 * @param space - of the parameters that it gives, if it does.
 * @throws if shapes within it do not fit.
 */
export function defineNetwork(
  name: string,
  inputSize: number,
  run: Network["run"],
  space?: ParameterSpace,
): Network {
  const ops = new ShapeOps();
  const { uncertainty } = run(ops, ops.image(inputSize));
  const training = new ShapeOps(true);
  const { earlier = [] } = run(training, training.image(inputSize));
  return {
    name,
    inputSize,
    run,
    layout: placeWeights(ops.specs),
    macs: ops.macs,
    uncertain: uncertainty !== undefined,
    earlierAnswers: earlier.length,
    ...(space && { space }),
  };
}
