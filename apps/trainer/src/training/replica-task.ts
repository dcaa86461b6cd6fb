import type { LossConfig, NetworkChoice } from "@fdhm/networks";
import type { RunConfig } from "../config/schema.ts";
import type { BackendName } from "../backends/backend.ts";
import type { ReadingTask } from "./batch-reader.ts";
import type { FilledRing } from "./batch-source.ts";
import type { Schedule } from "./schedule.ts";
import type { SharedState } from "./shared-state.ts";

/** Everything a replica has to know; posted to its thread once. */
export interface ReplicaTask {
  /** Which replica this is, from 0. */
  readonly replica: number;
  /** What all replicas share. */
  readonly shared: SharedState;
  /** What computes. */
  readonly backend: BackendName;
  /** The network to train. */
  readonly network: NetworkChoice;
  /** What batches are made of. */
  readonly reading: ReadingTask;
  /** Where batches are filled ahead; without it each replica fills its own. */
  readonly filled: FilledRing | undefined;
  /** Learning rates. */
  readonly schedule: Schedule;
  /** How gradients move the weights. */
  readonly optimiser: RunConfig["training"]["optimiser"];
  /** Whether a step whose loss is no finite number leaves the weights as they are; otherwise it ends the training. */
  readonly skipsBroken: boolean;
  /** What is minimised. */
  readonly loss: LossConfig;
}

/** What the main thread asks of a replica: train the steps `[from, to)`. */
export interface Segment {
  /** First step, counted from 0. */
  readonly from: number;
  /** Step after the last. */
  readonly to: number;
}

/** What a replica tells the main thread. */
export type ReplicaMessage =
  | {
      /** Ready for its first segment. */
      readonly kind: "ready";
      /** What computes, in a few words. */
      readonly computes: string;
    }
  | {
      /** A step is done; only the first replica tells. */
      readonly kind: "step";
      /** Which, counted from 0. */
      readonly step: number;
      /** Its loss over the whole batch. */
      readonly loss: number;
      /** How long the replicas waited for their batches, on average, ms. */
      readonly waited: number;
      /** How long the step took, waiting included, ms. */
      readonly took: number;
    }
  | {
      /** The segment is done, or was left at the main thread's wish. */
      readonly kind: "done";
      /** Steps of the run that are done. */
      readonly steps: number;
    };
