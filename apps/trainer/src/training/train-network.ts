import type { Dataset } from "@fdhm/datasets";
import { expected } from "@fdhm/errors";
import type { RunConfig } from "../config/schema.ts";
import type { Checkpoints } from "../run/checkpoints.ts";
import type { Progress } from "../run/progress.ts";
import type { RunDirectory } from "../run/run-directory.ts";
import { LossWatch } from "./loss-watch.ts";
import type { Replicas } from "./replicas.ts";
import type { SharedState } from "./shared-state.ts";
import { describeErrors } from "./describe-errors.ts";
import { validate } from "./validate.ts";
import { Pace } from "./pace.ts";
import type { Waiting } from "./waiting.ts";

/** What the loop works with. */
export interface TrainingRun {
  /** The recipe. */
  readonly config: RunConfig["training"];
  /** Weights and moments, which the replicas move. */
  readonly state: SharedState;
  /** The threads that train. */
  readonly replicas: Replicas;
  /** Where metrics go. */
  readonly run: RunDirectory;
  /** Where the state is saved. */
  readonly checkpoints: Checkpoints;
  /** Sets to measure on. */
  readonly validation: readonly Dataset[];
  /** Faces of the sources together. */
  readonly facesPerEpoch: number;
  /** Shows steps, epoch, loss and error. */
  readonly progress: Progress;
  /** Counts how long the replicas wait for batches. */
  readonly waiting: Waiting;
  /** Whether the training goes on after a loss that is no finite number or runs away. */
  readonly skipsBroken: boolean;
  /** Told of a step, counted from 0, whose loss is no finite number: its weights are not moved. */
  readonly onBroken: (step: number, loss: number) => void;
  /** Writes the averaged weights as a model file. */
  readonly exportModel: () => Uint8Array;
}

/** Steps between two lines of `metrics.jsonl`; there is one before every save as well. */
const LOG_EVERY = 10;

/**
 * Trains from the state's step to the configuration's last, saving and measuring on the way.
 *
 * @param from - steps that are done already.
 * @returns steps that are done now: fewer than asked for where the training was stopped.
 */
export async function trainNetwork(
  training: TrainingRun,
  from: number,
): Promise<number> {
  const { config, replicas, run, progress, checkpoints, state, waiting } =
    training;
  const { onBroken } = training;
  const watch = new LossWatch();
  const pace = new Pace(config.batchSize);
  const epochAt = (at: number) =>
    `epoch ${((at * config.batchSize) / training.facesPerEpoch).toFixed(2)}`;
  let measured = "";
  let step = from;
  while (step < config.steps) {
    const to = nextStop(step, config);
    const lines: Record<string, unknown>[] = [];
    let broken: number | undefined;
    const done = await replicas.run({ from: step, to }, (report) => {
      const { step: at, loss } = report;
      waiting.add(report.waited, report.took);
      pace.add(report.took);
      watch.add(loss);
      progress.update(
        at + 1,
        `${epochAt(at + 1)}, loss ${watch.smoothed.toFixed(4)}${measured}`,
      );
      if (!Number.isFinite(loss)) {
        broken = loss;
        onBroken(at, loss);
      } else if ((at + 1) % LOG_EVERY === 0 || at + 1 === to)
        lines.push({
          step: at + 1,
          loss,
          waiting: Number(waiting.recent().toFixed(4)),
          ...pace.take(),
        });
    });
    for (const line of lines) await run.log(line);
    if ((broken !== undefined || watch.diverges) && !training.skipsBroken)
      progress.say("With --on-nan skip the training goes on past such steps.");
    if (broken !== undefined && !training.skipsBroken)
      throw expected("a finite number", `loss of step ${done + 1}`, broken);
    if (watch.diverges && !training.skipsBroken)
      throw expected(
        "a loss that falls",
        `training at step ${done}`,
        watch.smoothed,
      );
    step = done;
    if (step % config.validateEvery === 0 || step === config.steps) {
      const summary = await validate(
        training.exportModel(),
        training.validation,
      );
      const nme = summary.mean ?? Infinity;
      measured = `, ${describeErrors(summary)}`;
      progress.say(
        `Step ${step}, ${epochAt(step)}: ${describeErrors(summary)}`,
      );
      await run.log({
        step,
        validation: {
          mean: summary.mean,
          bins: summary.bins.map((bin) => bin?.mean ?? null),
          failures: summary.failures,
        },
      });
      await checkpoints.save(step, state, nme);
    } else {
      await checkpoints.save(step, state);
    }
    if (done < to) break;
  }
  return step;
}

/** The next step after which something is to be saved or measured. */
function nextStop(
  step: number,
  { steps, checkpointEvery, validateEvery }: RunConfig["training"],
): number {
  const after = (every: number) => (Math.floor(step / every) + 1) * every;
  return Math.min(steps, after(checkpointEvery), after(validateEvery));
}
