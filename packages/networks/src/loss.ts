import { expected } from "@fdhm/errors";
import {
  checkWeighting,
  type CoordinateWeighting,
} from "./coordinate-weights.ts";
import { checkPenalty, type LandmarkLoss } from "./landmark-penalty.ts";

/** What a step minimises: the landmark penalty's weighted mean plus the score's cross entropy times its weight. */
export interface LossConfig extends CoordinateWeighting {
  /** Penalty of a coordinate. */
  readonly landmarks: LandmarkLoss;
  /** Weight of the score's binary cross entropy; 0 leaves the score untrained. */
  readonly scoreWeight: number;
}

/**
 * Refuses losses that are not defined.
 *
 * @throws if a parameter is not positive, or a weight negative.
 */
export function checkLoss(loss: LossConfig): void {
  checkPenalty(loss.landmarks);
  checkWeighting(loss);
  if (!(loss.scoreWeight >= 0 && Number.isFinite(loss.scoreWeight)))
    throw expected("a number of at least 0", "scoreWeight", loss.scoreWeight);
}
