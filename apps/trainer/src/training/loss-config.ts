import { expected } from "@fdhm/errors";
import type { LossConfig, Network } from "@fdhm/networks";
import type { RunConfig } from "../config/schema.ts";
import { landmarkWeights } from "./label-weights.ts";

/**
 * The loss that a configuration asks for.
 *
 * @param network - to be trained; without an uncertainty, that has no weight.
 * @throws RangeError where it asks for the earlier steps or the parameters of a network that has none.
 */
export function lossConfig(
  {
    landmarks,
    depth,
    parts,
    adaptive,
    hardShare,
    openings,
    score,
    uncertainty,
    steps,
    parameters,
  }: RunConfig["training"]["loss"],
  network: Pick<Network, "name" | "uncertain" | "earlierAnswers" | "space">,
): LossConfig {
  if (steps > 0 && network.earlierAnswers === 0)
    throw expected(
      `0 (${network.name} has no steps before its last)`,
      "training.loss.steps",
      steps,
    );
  if (parameters > 0 && network.space === undefined)
    throw expected(
      `0 (${network.name} estimates no parameters)`,
      "training.loss.parameters",
      parameters,
    );
  return {
    landmarks,
    depthWeight: depth,
    ...(Object.values(parts).some((weight) => weight !== 1) && {
      landmarkWeights: landmarkWeights(parts),
    }),
    ...(adaptive && { adaptive }),
    hardShare,
    scoreWeight: score,
    ...(openings > 0 && { openingWeight: openings }),
    ...(network.uncertain && { uncertaintyWeight: uncertainty }),
    stepWeight: steps,
    ...(parameters > 0 && { parameterWeight: parameters }),
  };
}
