import { stat } from "node:fs/promises";
import { expected } from "@fdhm/errors";
import { exportOnnx } from "@fdhm/networks";
import { FaceAligner } from "@fdhm/runtime-web";
import { measure } from "../faces/measure.ts";
import { modelFile } from "../faces/model-file.ts";
import { openSource } from "../faces/open-source.ts";
import { parseSet } from "../faces/parse-set.ts";
import {
  writeModelReport,
  writeRunReport,
  type MeasuredModel,
} from "../report/write-report.ts";
import { hasCheckpoint } from "../run/checkpoints.ts";
import { loadRun, loadRunConfig } from "../run/load-run.ts";
import { startProgress } from "../run/progress.ts";
import type { SourceConfig } from "../config/source.ts";

/** What `report` is asked for. */
export interface ReportOptions {
  /** ONNX file, or the name of a shipped model, in place of a run. */
  readonly model?: string;
  /** What `parseSet` reads; a run's own test set where it is left out. */
  readonly data?: string;
  /** Where the report goes. */
  readonly out?: string;
  /** Price of an hour of the machine that trained. */
  readonly price?: string;
}

/**
 * Writes the report of a run, finished or not, or of a model file.
 *
 * @param run - run directory; undefined with `--model`.
 * @throws RangeError where the run, the model, the set or an option is at fault.
 */
export async function report(
  run: string | undefined,
  options: ReportOptions,
): Promise<void> {
  const { model, data, out } = options;
  if ((run === undefined) === (model === undefined))
    throw expected("a run directory or --model", "report", { run, model });
  const file =
    run === undefined
      ? await reportModel(model!, data, out)
      : await reportRun(run, options);
  const { size } = await stat(file);
  process.stdout.write(`report  ${file} (${Math.ceil(size / 1000)} kB)\n`);
}

async function reportModel(
  model: string,
  data: string | undefined,
  out: string | undefined,
): Promise<string> {
  if (data === undefined || out === undefined)
    throw expected("--data and --out with --model", "report", { data, out });
  const measured = await measureModel(modelFile(model), await parseSet(data));
  await writeModelReport(model, measured, out);
  return out;
}

async function reportRun(
  folder: string,
  { data, out, price }: ReportOptions,
): Promise<string> {
  const hourly = price === undefined ? undefined : Number(price);
  if (hourly !== undefined && !(hourly >= 0))
    throw expected("a number of at least 0", "--price", price);
  const parts = { folder, price: hourly, out };
  const config = await loadRunConfig(folder);
  if (!(await hasCheckpoint(folder)))
    return writeRunReport({ ...parts, config, step: 0 });
  const { network, state, decoding, step } = await loadRun(folder, "newest");
  const bytes = exportOnnx(network, state.averaged, decoding);
  const source = data === undefined ? config.data.test : await parseSet(data);
  const measured = await measureModel(bytes, source);
  return writeRunReport({ ...parts, config, step, measured });
}

async function measureModel(
  model: string | URL | Uint8Array,
  source: SourceConfig,
): Promise<MeasuredModel> {
  const dataset = await openSource(source);
  const aligner = await FaceAligner.load(model);
  try {
    const progress = startProgress("Measuring", dataset.length, "faces");
    const faces = await measure(aligner, dataset, (done) =>
      progress.update(done),
    );
    progress.stop();
    const bytes =
      model instanceof Uint8Array ? model.length : (await stat(model)).size;
    return { dataset, faces, decoding: aligner.decoding, bytes };
  } finally {
    await aligner.dispose();
  }
}
