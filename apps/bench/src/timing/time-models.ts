import type { OpenModel } from "../models/open-model.ts";
import { Stage } from "../models/stage.ts";
import type { Runtime } from "../runtimes/runtime.ts";
import { FACE_BOXES, noiseFrame } from "./frame.ts";
import { race, ratios, type RaceLength } from "./race.ts";
import { spreadOf, type Spread } from "./spread.ts";

/** A time and how it compares. */
export interface MeasuredTime {
  /** ms. */
  readonly time: Spread;
  /** Over the reference's in the same turn; left out where there is no reference. */
  readonly ratio?: Spread;
}

/** What a model takes in a run time, one thread, one face. */
export interface ModelTimes {
  /** From the file's bytes to a model that can run. */
  readonly load: MeasuredTime;
  /** The network alone. */
  readonly network: MeasuredTime;
  /** From a frame of 640 x 480 RGBA and a box to landmarks in the frame: the mean over boxes of several sizes. */
  readonly stage: MeasuredTime;
}

/** A model and what it runs in. */
export interface Contestant {
  /** Which. */
  readonly model: OpenModel;
  /** Where. */
  readonly runtime: Runtime;
}

/**
 * Times models, all by turns.
 *
 * @param reference - name of the model that ratios are told to.
 * @returns times by the models' names.
 * @throws RangeError where a model cannot be run.
 */
export async function timeModels(
  contestants: readonly Contestant[],
  reference: string,
  length: RaceLength & { readonly loads: number },
  onTurn?: (done: number) => void,
): Promise<Map<string, ModelTimes>> {
  const stages: Stage[] = [];
  try {
    for (const { runtime, model } of contestants)
      stages.push(await Stage.open(runtime, model));
    const frame = noiseFrame();
    const loads = await race(
      contestants.map(({ runtime, model }) => [
        async () => (await Stage.open(runtime, model)).release(),
      ]),
      { turns: length.loads, runs: 1 },
    );
    const runs = await race(
      stages.map((stage) => [
        async () => {
          for (const box of FACE_BOXES) await stage.align(frame, box);
        },
        () => stage.runNetwork(),
      ]),
      length,
      onTurn,
    );
    const other = contestants.findIndex(
      ({ model }) => model.name === reference,
    );
    const measured = (all: readonly (readonly number[])[], i: number) => ({
      time: spreadOf(all[i]!),
      ...(other >= 0 && { ratio: spreadOf(ratios(all[i]!, all[other]!)) }),
    });
    const of = (task: number, each: number) =>
      runs.map((times) => times[task]!.map((time) => time / each));
    return new Map(
      contestants.map(({ model }, i) => [
        model.name,
        {
          load: measured(
            loads.map(([times]) => times!),
            i,
          ),
          stage: measured(of(0, FACE_BOXES.length), i),
          network: measured(of(1, 1), i),
        },
      ]),
    );
  } finally {
    for (const stage of stages) await stage.release();
  }
}
