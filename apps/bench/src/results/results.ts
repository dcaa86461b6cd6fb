import type { MethodErrors } from "../faces/score-method.ts";
import type { FittedWindow } from "../faces/fit-window.ts";
import type { OpenModel } from "../models/open-model.ts";
import type { RuntimeName } from "../runtimes/runtime.ts";
import type { ModelTimes } from "../timing/time-models.ts";

/** What was measured of a model in a run time. */
export interface ModelInRuntime extends ModelTimes {
  /** MiB of resident memory that a process of its own held at most. */
  readonly peakMemory: number;
}

/** A model and what it costs. */
export interface ModelResult extends Pick<
  OpenModel,
  "name" | "group" | "path" | "parameters" | "inputSize" | "window"
> {
  /** Size of its file. */
  readonly bytes: number;
  /** Where its window was fitted in this run. */
  readonly fit?: FittedWindow;
  /** By run time; one that is not there is left out. */
  readonly runtimes: Readonly<Partial<Record<RuntimeName, ModelInRuntime>>>;
}

/** A run time that models were timed in. */
export interface RuntimeResult {
  /** Which. */
  readonly name: RuntimeName;
  /** With its version. */
  readonly title: string;
  /** The run time of the model that ratios are told to, with its version, where that is another one. */
  readonly referenceIn?: string;
  /** MiB that a process holds without any model. */
  readonly emptyMemory: number;
}

/** What came out on the faces. */
export interface FacesResult {
  /** The set and its part. */
  readonly set: string;
  /** How many. */
  readonly count: number;
  /** What the models ran in. */
  readonly runtime: string;
  /** From the least mean of bins up. */
  readonly methods: readonly MethodErrors[];
}

/** Everything that a run of the bench measured. */
export interface BenchResults {
  /** ISO date and time of its end. */
  readonly date: string;
  /** What it ran on. */
  readonly machine: string;
  /** Mean number of processes that wanted a core in the minute before, this one not included. */
  readonly load: number;
  /** Its arguments. */
  readonly command: string;
  /** Turns, runs a turn and loads that were timed. */
  readonly timing: {
    readonly turns: number;
    readonly runs: number;
    readonly loads: number;
  };
  /** Model that ratios are told to, where it was measured. */
  readonly reference: string | undefined;
  /** Ours that others are compared with. */
  readonly ours: string;
  /** What could not be measured, a sentence each. */
  readonly leftOut: readonly string[];
  /** Run times. */
  readonly runtimes: readonly RuntimeResult[];
  /** Models. */
  readonly models: readonly ModelResult[];
  /** Left out where there is no set of faces. */
  readonly faces?: FacesResult | undefined;
}
