import { LANDMARK_COUNT, PARTS, type Part } from "@fdhm/landmarks";
import type { LossConfig } from "@fdhm/networks";
import type { RunConfig } from "../config/schema.ts";

/** The loss that a configuration asks for. */
export function lossConfig({
  landmarks,
  depth,
  parts,
  adaptive,
  score,
}: RunConfig["training"]["loss"]): LossConfig {
  return {
    landmarks,
    depthWeight: depth,
    ...(Object.values(parts).some((weight) => weight !== 1) && {
      landmarkWeights: spread(parts),
    }),
    ...(adaptive && { adaptive }),
    scoreWeight: score,
  };
}

/** From one weight a part to one a landmark. */
function spread(parts: Readonly<Record<Part, number>>): number[] {
  const weights = new Array<number>(LANDMARK_COUNT).fill(1);
  for (const [part, [first, end]] of Object.entries(PARTS))
    weights.fill(parts[part as Part], first, end);
  return weights;
}
