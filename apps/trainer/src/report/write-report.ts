import { basename, join } from "node:path";
import type { Dataset } from "@fdhm/datasets";
import type { Decoding } from "@fdhm/landmarks";
import type { RunConfig } from "../config/schema.ts";
import type { MeasuredFace } from "../faces/measure.ts";
import { readMetrics } from "../run/read-metrics.ts";
import { writeAtomically } from "../run/write-atomically.ts";
import { drawChosen } from "./draw-chosen.ts";
import { reportPage } from "./report-page.ts";
import type { ReportedFaces } from "./report.ts";

/** A model that was measured. */
export interface MeasuredModel {
  /** The set that it was measured on. */
  readonly dataset: Dataset;
  /** What came out, in the order of the set. */
  readonly faces: readonly MeasuredFace[];
  /** What the model file carries. */
  readonly decoding: Decoding;
  /** Size of the model file. */
  readonly bytes: number;
}

/** What a run's report is made of. */
export interface RunReportParts {
  /** Run directory. */
  readonly folder: string;
  /** Of the run. */
  readonly config: RunConfig;
  /** Steps of the weights that were measured. */
  readonly step: number;
  /** Left out where no weights are saved yet. */
  readonly measured?: MeasuredModel | undefined;
  /** Price of an hour of the machine. */
  readonly price?: number | undefined;
  /** Where the report goes, `report.html` in the run directory by default. */
  readonly out?: string | undefined;
}

/**
 * Writes what a person wants to see of a run, as far as it is.
 *
 * @returns the file.
 */
export async function writeRunReport({
  folder,
  config,
  step,
  measured,
  price,
  out = join(folder, "report.html"),
}: RunReportParts): Promise<string> {
  const metrics = await readMetrics(folder);
  const { steps } = config.training;
  const state =
    step >= steps
      ? `after all ${steps} steps`
      : `after ${step} of ${steps} steps`;
  const report = {
    title: config.name,
    subtitle: measured ? `The weights ${state}` : "No weights are saved yet",
    facts: measured
      ? modelFacts(measured)
      : ([["network", config.network.preset]] as const),
    training: { config, metrics, price },
    measured: measured && (await reportedFaces(measured)),
  };
  await writeAtomically(out, reportPage(report));
  return out;
}

/** Writes what a person wants to see of a model file. */
export async function writeModelReport(
  model: string,
  measured: MeasuredModel,
  out: string,
): Promise<void> {
  const report = {
    title: basename(model),
    subtitle: `Measured on ${measured.dataset.name}`,
    facts: modelFacts(measured),
    measured: await reportedFaces(measured),
  };
  await writeAtomically(out, reportPage(report));
}

function modelFacts({
  decoding,
  bytes,
}: MeasuredModel): readonly (readonly [string, string])[] {
  return [
    ["network", decoding.network],
    ["input", `${decoding.inputSize} px square`],
    ["file", `${Math.ceil(bytes / 1000)} kB`],
  ];
}

async function reportedFaces({
  dataset,
  faces,
  decoding,
}: MeasuredModel): Promise<ReportedFaces> {
  return {
    set: dataset.name,
    faces,
    shown: await drawChosen(dataset, faces),
    meanFace: decoding.meanFace,
  };
}
