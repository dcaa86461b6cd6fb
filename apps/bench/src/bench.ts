import { access } from "node:fs/promises";
import { availableParallelism, cpus, loadavg } from "node:os";
import { join } from "node:path";
import { expected } from "@fdhm/errors";
import type { BenchOptions } from "./bench-options.ts";
import { findLandmarks } from "./faces/find-landmarks.ts";
import { fitWindow, type FittedWindow } from "./faces/fit-window.ts";
import { openFaces, type BenchFaces } from "./faces/open-faces.ts";
import { readRivals, type Rival } from "./faces/read-rivals.ts";
import { scoreMethods, type Method } from "./faces/score-method.ts";
import { findPeers, shippedModels } from "./models/find-models.ts";
import { methodOf } from "./methods/known-methods.ts";
import { openModel, type OpenModel } from "./models/open-model.ts";
import { Stage } from "./models/stage.ts";
import type {
  BenchResults,
  FacesResult,
  ModelInRuntime,
  RuntimeResult,
} from "./results/results.ts";
import { javaScript } from "./runtimes/javascript.ts";
import { describeRuntimes, runtimeFor } from "./runtimes/runtime-for.ts";
import {
  openRuntime,
  type Runtime,
  type RuntimeName,
} from "./runtimes/runtime.ts";
import { peakMemory } from "./timing/peak-memory.ts";
import {
  timeModels,
  type Contestant,
  type ModelTimes,
} from "./timing/time-models.ts";

/** Where peers and data lie unless told, from the workspace's root. */
const PEERS = "../shared/peers/models";
const DATA = "../shared/data";
/** Name of the benchmark in the folder of data. */
const BENCHMARK = "aflw2000-dev";
const RUNS = 3;
const LOADS = 10;

/**
 * Measures models side by side.
 *
 * @param say - told what is being done.
 * @throws RangeError where an option, a model, the faces or the predictions are at fault; nothing has been measured by then, but for a model that
 *   turns out to give broken outputs.
 */
export async function bench(
  options: BenchOptions,
  say: (line: string) => void,
): Promise<BenchResults> {
  const load = loadavg()[0]!;
  const leftOut: string[] = [];
  const wanted = (name: string) =>
    options.only.length === 0 || options.only.includes(name);
  const models = (await openModels(options, leftOut)).filter(({ name }) =>
    wanted(name),
  );
  checkNames(models, options.only);
  const runtimes: Runtime[] = [];
  for (const name of options.runtime) {
    const opened = await openRuntime(name);
    if ("runtime" in opened) runtimes.push(opened.runtime);
    else leftOut.push(`all that is ${name}: ${opened.missing}.`);
  }
  if (runtimes.length === 0)
    throw expected("a run time that is installed", "--runtime", leftOut.at(-1));
  if (models.some(({ runsIn }) => runsIn.includes("javascript")))
    runtimes.push(javaScript);
  const data = await openData(options, leftOut);
  const fits = options.fit
    ? await fitAll(models, runtimes, data, say)
    : undefined;
  const fitted = models.map((model) => {
    const fit = fits?.get(model.name);
    return fit ? { ...model, window: fit.window } : model;
  });
  const faces =
    data && (await measureFaces(fitted, runtimes, data, options, say));
  const measured = new Map<RuntimeName, Map<string, ModelInRuntime>>();
  const told: RuntimeResult[] = [];
  for (const runtime of runtimes) {
    const able = fitted.filter(({ runsIn }) => runsIn.includes(runtime.name));
    if (able.length === 0) continue;
    const contestants: Contestant[] = able.map((model) => ({ model, runtime }));
    // It races everywhere: without it times would have nothing to be told to.
    const reference = fitted.find(({ name }) => name === options.reference);
    const other =
      reference && !able.includes(reference)
        ? runtimeFor(reference, runtimes)
        : undefined;
    if (other) contestants.push({ model: reference!, runtime: other });
    say(`Timing ${able.length} models in ${runtime.title}`);
    const times = await timeModels(contestants, options.reference, {
      ...{ turns: options.turns, runs: RUNS, loads: LOADS },
    });
    measured.set(runtime.name, await withMemory(runtime, able, times));
    told.push({
      name: runtime.name,
      title: runtime.title,
      ...(other && { referenceIn: other.title }),
      emptyMemory: await peakMemory(runtime.name, undefined),
    });
  }
  const reference = models.some(({ name }) => name === options.reference)
    ? options.reference
    : undefined;
  if (reference === undefined)
    leftOut.push(`ratios: ${options.reference} is not among the models.`);
  return {
    date: new Date().toISOString(),
    machine: `${cpus()[0]?.model.trim() ?? "unknown processor"}, ${availableParallelism()} cores, ${process.platform} ${process.arch}, Node ${process.version}`,
    load,
    command: ["bench", ...process.argv.slice(2)].join(" "),
    timing: { turns: options.turns, runs: RUNS, loads: LOADS },
    reference,
    ours: options.ours,
    leftOut,
    runtimes: told,
    models: fitted.map(
      ({ name, group, path, bytes, parameters, inputSize, window }) => {
        const fit = fits?.get(name);
        return {
          ...{ name, group, path, parameters, inputSize, window },
          bytes: bytes.length,
          ...(fit && { fit }),
          runtimes: Object.fromEntries(
            [...measured].flatMap(([runtime, of]) => {
              const own = of.get(name);
              return own ? [[runtime, own]] : [];
            }),
          ),
        };
      },
    ),
    ...(faces && { faces }),
  };
}

async function openModels(
  { peers, model, sdm }: BenchOptions,
  leftOut: string[],
): Promise<OpenModel[]> {
  const folder = peers ?? process.env["FDHM_PEERS"] ?? PEERS;
  const found = await findPeers(folder, peers !== undefined);
  for (const file of found.missing) leftOut.push(`${file}: not in ${folder}.`);
  const paths = [...(await shippedModels()), ...model, ...found.paths];
  if (sdm !== undefined) {
    if (!methodOf(sdm)) throw expected("a .sdm file", "--sdm", sdm);
    paths.push(sdm);
  }
  const models: OpenModel[] = [];
  for (const path of paths) models.push(await openModel(path));
  return models;
}

function checkNames(
  models: readonly OpenModel[],
  only: readonly string[],
): void {
  const names = models.map(({ name }) => name);
  if (new Set(names).size !== names.length)
    throw expected("a name of its own", "each model", names);
  if (models.length === 0) throw expected("at least one model", "--only", only);
}

/** Faces to report, predictions for them, and faces to tune by, where they are asked for. */
interface Data {
  readonly score: BenchFaces;
  readonly rivals: readonly Rival[];
  readonly tune?: BenchFaces;
}

async function openData(
  { data, predictions, faces, only, fit }: BenchOptions,
  leftOut: string[],
): Promise<Data | undefined> {
  const folder = data ?? join(process.env["FDHM_DATA"] ?? DATA, BENCHMARK);
  if (data === undefined && !(await exists(folder))) {
    if (fit) throw expected("faces to tune by", "--fit", `no ${folder}`);
    leftOut.push(`errors: there are no faces in ${folder}.`);
    return undefined;
  }
  const score = await openFaces(folder, "score", faces);
  const from = predictions ?? join(folder, "predictions");
  const names = score.faces.map(({ name }) => name);
  const there = predictions !== undefined || (await exists(from));
  if (!there)
    leftOut.push(
      `methods of which only predictions are at hand: there are none in ${from}.`,
    );
  const rivals = there ? await readRivals(from, names) : [];
  return {
    score,
    rivals: rivals.filter(
      ({ name }) => only.length === 0 || only.includes(name),
    ),
    ...(fit && { tune: await openFaces(folder, "tune") }),
  };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Windows of others' models; ours carry theirs in their files. */
async function fitAll(
  models: readonly OpenModel[],
  runtimes: readonly Runtime[],
  data: Data | undefined,
  say: (line: string) => void,
): Promise<Map<string, FittedWindow>> {
  const fits = new Map<string, FittedWindow>();
  for (const model of models) {
    if (model.group === "ours") continue;
    const stage = await Stage.open(runtimeFor(model, runtimes), model);
    const fit = await fitWindow(stage, data!.tune!.faces).finally(() =>
      stage.release(),
    );
    const { base, scale, shift } = fit.window;
    say(
      `${model.name}: window { base: "${base}", scale: ${scale}, shift: [${shift.join(", ")}] }, NME ${(100 * fit.error).toFixed(3)} % on ${data!.tune!.set}, ${fit.tried} windows tried`,
    );
    fits.set(model.name, fit);
  }
  return fits;
}

async function measureFaces(
  models: readonly OpenModel[],
  runtimes: readonly Runtime[],
  { score, rivals }: Data,
  { ours }: BenchOptions,
  say: (line: string) => void,
): Promise<FacesResult> {
  say(`Measuring ${models.length} models on ${score.faces.length} faces`);
  const stages: Stage[] = [];
  try {
    for (const model of models)
      stages.push(await Stage.open(runtimeFor(model, runtimes), model));
    const found = await findLandmarks(stages, score.faces);
    const methods: Method[] = models.map(({ name, group, absent }, i) => ({
      ...{ name, group, absent, source: "run" },
      predictions: found[i]!,
    }));
    // Predictions of a model that is run here too are a witness to its adapter.
    for (const rival of rivals)
      methods.push({ ...rival, group: "peers", source: "predictions" });
    const scored = scoreMethods(methods, score.faces, ours);
    const rank = ({ official }: (typeof scored)[number]) =>
      official.meanOfBins?.mean ?? official.mean ?? Infinity;
    return {
      set: score.set,
      count: score.faces.length,
      runtime: describeRuntimes(models, runtimes),
      methods: scored.sort((a, b) => rank(a) - rank(b)),
    };
  } finally {
    for (const stage of stages) await stage.release();
  }
}

/** Measures what memory takes too, of each model in a process of its own. */
async function withMemory(
  runtime: Runtime,
  models: readonly OpenModel[],
  times: ReadonlyMap<string, ModelTimes>,
): Promise<Map<string, ModelInRuntime>> {
  const measured = new Map<string, ModelInRuntime>();
  for (const { name, path } of models)
    measured.set(name, {
      ...times.get(name)!,
      peakMemory: await peakMemory(runtime.name, path),
    });
  return measured;
}
