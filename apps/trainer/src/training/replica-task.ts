import type { AugmentSettings } from "@fdhm/datasets";
import type { Normalisation } from "@fdhm/landmarks";
import type { FastDhmConfig, LossConfig } from "@fdhm/networks";
import type { Schedule } from "./schedule.ts";
import type { SharedState } from "./shared-state.ts";
import type { WeightedPack } from "../packing/pack-sources.ts";

/** Everything a replica has to know; posted to its thread once. */
export interface ReplicaTask {
  /** Which replica this is, from 0. */
  readonly replica: number;
  /** What all replicas share. */
  readonly shared: SharedState;
  /** The network to train. */
  readonly network: FastDhmConfig;
  /** Faces to learn from. */
  readonly packs: readonly WeightedPack[];
  /** How examples are varied. */
  readonly augmentation: AugmentSettings;
  /** How bytes become input. */
  readonly normalisation: Normalisation;
  /** Seed of all that is drawn. */
  readonly seed: number;
  /** Crops a step, all replicas together. */
  readonly batchSize: number;
  /** Learning rates. */
  readonly schedule: Schedule;
  /** Share of a weight taken off in a step, per unit of learning rate. */
  readonly weightDecay: number;
  /** Decay of the running mean of the weights. */
  readonly averaging: number;
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
      /** Whether the SIMD kernels are in use. */
      readonly simd: boolean;
    }
  | {
      /** A step is done; only the first replica tells. */
      readonly kind: "step";
      /** Which, counted from 0. */
      readonly step: number;
      /** Its loss over the whole batch. */
      readonly loss: number;
    }
  | {
      /** The segment is done, or was left at the main thread's wish. */
      readonly kind: "done";
      /** Steps of the run that are done. */
      readonly steps: number;
    };
