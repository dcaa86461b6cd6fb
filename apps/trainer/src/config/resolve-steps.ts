import type { AskedConfig, RunConfig } from "./schema.ts";

/**
 * The configuration with its length in steps: that is what a run keeps, so that one whose sources have grown since is told apart.
 *
 * @param facesPerEpoch - faces of all training sources together.
 */
export function resolveSteps(
  { training, ...asked }: AskedConfig,
  facesPerEpoch: number,
): RunConfig {
  const { epochs, steps, ...recipe } = training;
  return {
    ...asked,
    training: {
      // The schema lets exactly one of them through.
      steps: steps ?? Math.ceil((epochs! * facesPerEpoch) / recipe.batchSize),
      ...recipe,
    },
  };
}
