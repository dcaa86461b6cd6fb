import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Summary } from "@fdhm/eval";
import { readMetrics, type Metrics } from "../run/read-metrics.ts";
import { holderOf } from "../run/run-lock.ts";
import { loadRunConfig } from "../run/load-run.ts";
import type { SweepPoint } from "./sweep-points.ts";

/** Name of the file that tells why a run of a sweep ended early. */
export const FAILURE_NAME = "failure.txt";

/** A run of a sweep, as far as it is. */
export interface PointResult extends SweepPoint {
  /** Where it stands, in a few words. */
  readonly state: string;
  /** Whether it is done. */
  readonly finished: boolean;
  /** Losses and validations so far. */
  readonly metrics: Metrics;
  /** Lowest mean NME of the validations as a fraction. */
  readonly validation: number | undefined;
  /** Errors on the test set, of a finished run. */
  readonly summary: Summary | undefined;
  /** Size of the model file, of a finished run. */
  readonly bytes: number | undefined;
  /** Time on the clock that the steps so far took, s. */
  readonly seconds: number;
}

/**
 * Reads what is there of a run.
 *
 * @param folder - holds the sweep's run directories.
 */
export async function readPoint(
  folder: string,
  point: SweepPoint,
): Promise<PointResult> {
  const run = join(folder, point.name);
  const metrics = await readMetrics(run);
  const means = metrics.validations.flatMap(({ mean }) => mean ?? []);
  const summary = await readSummary(run);
  const model = await stat(join(run, "model.onnx")).catch(() => undefined);
  const failure = await readFile(join(run, FAILURE_NAME), "utf8").catch(
    () => undefined,
  );
  return {
    ...point,
    finished: summary !== undefined,
    state:
      summary !== undefined ? "finished" : await stateOf(run, metrics, failure),
    metrics,
    validation: means.length === 0 ? undefined : Math.min(...means),
    summary,
    bytes: summary && model?.size,
    seconds: metrics.losses.reduce(
      (sum, { seconds }) => sum + (seconds ?? 0),
      0,
    ),
  };
}

async function readSummary(run: string): Promise<Summary | undefined> {
  try {
    // The last that a run writes: where it is, the run is done.
    return JSON.parse(
      await readFile(join(run, "errors.json"), "utf8"),
    ) as Summary;
  } catch {
    return undefined;
  }
}

async function stateOf(
  run: string,
  { losses }: Metrics,
  failure: string | undefined,
): Promise<string> {
  const config = await loadRunConfig(run).catch(() => undefined);
  if (config === undefined) return "not begun";
  const at = `${losses.at(-1)?.step ?? 0}/${config.training.steps}`;
  if ((await holderOf(run)) !== undefined) return `running, ${at}`;
  return failure === undefined ? `stopped, ${at}` : `failed, ${at}`;
}
