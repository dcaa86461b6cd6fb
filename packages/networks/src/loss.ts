import { expected } from "@fdhm/errors";
import {
  checkWeighting,
  type CoordinateWeighting,
} from "./coordinate-weights.ts";
import type { Network } from "./network.ts";
import { checkPenalty, type LandmarkLoss } from "./landmark-penalty.ts";

/**
 * What a step minimises: the landmark penalty's weighted mean plus the score's cross entropy and the parameters' weighted distance,
 * each times its weight.
 */
export interface LossConfig extends CoordinateWeighting {
  /** Penalty of a coordinate. */
  readonly landmarks: LandmarkLoss;
  /** Weight of the score's binary cross entropy; 0 leaves the score untrained. */
  readonly scoreWeight: number;
  /** Weight of how far eyes and lips are opened (opening-loss.ts); 0 if not given. */
  readonly openingWeight?: number;
  /** Weight of the uncertainty's likelihood; 0 if not given, which only networks without one take. */
  readonly uncertaintyWeight?: number;
  /**
   * Weight of a recurrent step's landmarks over those of the step after it, from 0 (if not given: only the last step counts)
   * to 1: the penalty is the sum over t = 1 to T of this to the power T - t times that of step t, as in Teed, Deng, "RAFT:
   * recurrent all-pairs field transforms for optical flow", ECCV 2020, eq. 7.
   */
  readonly stepWeight?: number;
  /**
   * Weight of the parameters' distance (parameter-loss.ts) for networks that estimate those of a 3D model, from batches that know
   * them; 0, which leaves it out, if not given.
   */
  readonly parameterWeight?: number;
}

/**
 * Refuses losses that are not defined.
 *
 * @throws if a parameter is not positive, or a weight negative.
 */
export function checkLoss(loss: LossConfig): void {
  checkPenalty(loss.landmarks);
  checkWeighting(loss);
  const { scoreWeight, stepWeight = 0 } = loss;
  const { uncertaintyWeight = 0, parameterWeight = 0 } = loss;
  const { openingWeight = 0 } = loss;
  for (const [name, weight] of Object.entries({
    scoreWeight,
    openingWeight,
    uncertaintyWeight,
    parameterWeight,
  }))
    if (!(weight >= 0 && Number.isFinite(weight)))
      throw expected("a number of at least 0", name, weight);
  if (!(stepWeight >= 0 && stepWeight <= 1))
    throw expected("a number from 0 to 1", "stepWeight", stepWeight);
}

/**
 * Refuses losses that a network does not take.
 *
 * @throws if the loss asks for what the network does not give, or would leave the uncertainty that it gives untrained.
 */
export function checkLossOf(
  { name, uncertain, earlierAnswers, space }: Network,
  { uncertaintyWeight = 0, stepWeight = 0, parameterWeight = 0 }: LossConfig,
): void {
  if (uncertain !== uncertaintyWeight > 0)
    throw expected(
      uncertain
        ? `a positive number (${name} tells its uncertainty)`
        : `0 (${name} tells no uncertainty)`,
      "uncertaintyWeight",
      uncertaintyWeight,
    );
  if (stepWeight > 0 && earlierAnswers === 0)
    throw expected(
      `0 (${name} has no steps before its last)`,
      "stepWeight",
      stepWeight,
    );
  if (parameterWeight > 0 && !space)
    throw expected(
      `0 (${name} estimates no parameters)`,
      "parameterWeight",
      parameterWeight,
    );
}
