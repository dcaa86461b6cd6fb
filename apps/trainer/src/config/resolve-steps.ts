import type { AskedSchedule, ScheduleConfig } from "./optimiser-schema.ts";
import type { AskedConfig, RunConfig } from "./schema.ts";

/**
 * The configuration with its length and schedule in steps: that is what a run keeps, so that one whose sources have grown since is told apart.
 *
 * @param facesPerEpoch - faces of all training sources together.
 */
export function resolveSteps(
  { training, ...asked }: AskedConfig,
  facesPerEpoch: number,
): RunConfig {
  const { epochs, steps, schedule, ...recipe } = training;
  const stepsOf = (count: number) =>
    Math.ceil((count * facesPerEpoch) / recipe.batchSize);
  return {
    ...asked,
    training: {
      // The schema lets exactly one of them through.
      steps: steps ?? stepsOf(epochs!),
      ...recipe,
      schedule: inSteps(schedule, stepsOf),
    },
  };
}

function inSteps(
  schedule: AskedSchedule,
  stepsOf: (epochs: number) => number,
): ScheduleConfig {
  if (schedule.kind !== "step") return schedule;
  const { at, atEpochs, ...rest } = schedule;
  return { ...rest, at: at ?? atEpochs!.map(stepsOf) };
}
