import type { RunConfig } from "../config/schema.ts";
import type { MeasuredFace } from "../faces/measure.ts";
import type { Metrics } from "../run/read-metrics.ts";
import type { ChosenFaces } from "./choose-faces.ts";

/** A face that is shown on a report. */
export interface ShownFace {
  /** Its name in the set. */
  readonly name: string;
  /** NME as a fraction; null where the face was missed. */
  readonly nme: number | null;
  /** The true yaw in radians, where it is known. */
  readonly yaw?: number | undefined;
  /** A WebP file. */
  readonly drawing: Uint8Array;
}

/** What came out on a set of faces. */
export interface ReportedFaces {
  /** The set. */
  readonly set: string;
  /** Every face, in the order of the set. */
  readonly faces: readonly MeasuredFace[];
  /** Those that are drawn. */
  readonly shown: Readonly<Record<keyof ChosenFaces, readonly ShownFace[]>>;
  /** 68 xyz triples on which errors by landmark are drawn: x to the right, y down. */
  readonly meanFace: ArrayLike<number>;
}

/** A training, as far as it is. */
export interface ReportedTraining {
  /** What it depends on. */
  readonly config: RunConfig;
  /** What it has logged. */
  readonly metrics: Metrics;
  /** Price of an hour of the machine, where it is known, in any currency. */
  readonly price?: number | undefined;
}

/** Everything that a report shows. */
export interface Report {
  /** The run's name or the model's. */
  readonly title: string;
  /** What stands below the title. */
  readonly subtitle: string;
  /** Names and what they are: size of the file and the like. */
  readonly facts: readonly (readonly [string, string])[];
  /** Left out for a model of which only the file is at hand. */
  readonly training?: ReportedTraining | undefined;
  /** Left out where there is no model to measure yet. */
  readonly measured?: ReportedFaces | undefined;
}
