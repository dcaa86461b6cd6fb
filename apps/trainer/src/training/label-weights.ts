import { LANDMARK_COUNT, PARTS, type Part } from "@fdhm/landmarks";
import type { SourceConfig } from "../config/source.ts";

/** From one weight a part of the face to one a landmark. */
export function landmarkWeights(
  parts: Readonly<Record<Part, number>>,
): number[] {
  const weights = new Array<number>(LANDMARK_COUNT).fill(1);
  for (const [part, [first, end]] of Object.entries(PARTS))
    weights.fill(parts[part as Part], first, end);
  return weights;
}

/**
 * What a source's labels are worth in the loss.
 *
 * @returns one weight a coordinate, x y z of the 68; undefined where all are worth 1.
 */
export function labelWeights({
  loss,
}: Pick<SourceConfig, "loss">): Float32Array | undefined {
  if (loss === undefined) return undefined;
  return Float32Array.from(
    landmarkWeights(loss.parts).flatMap((part) => {
      const weight = loss.weight * part;
      return [weight, weight, weight * loss.depth];
    }),
  );
}
