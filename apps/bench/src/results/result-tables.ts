import { POSE_BINS } from "@fdhm/eval";
import type { MethodErrors } from "../faces/score-method.ts";
import type { WindowFit } from "../models/landmark-model.ts";
import type { MeasuredTime } from "../timing/time-models.ts";
import type { BenchResults, RuntimeResult } from "./results.ts";

/** A table for people. */
export interface ResultTable {
  /** What it shows. */
  readonly title: string;
  /** Titles of the columns. */
  readonly head: readonly string[];
  /** Rows of as many cells. */
  readonly body: readonly (readonly string[])[];
  /** What is to be known to read it. */
  readonly notes: readonly string[];
}

/** Stands where a number does not exist. */
const NONE = "–";
/** Marks a method that was not run here. */
const READ = " †";

/** The results as tables: files, times in each run time, errors. */
export function resultTables(results: BenchResults): ResultTable[] {
  return [
    filesTable(results),
    ...results.runtimes.map((runtime) => timesTable(results, runtime)),
    ...(results.faces === undefined ? [] : [errorsTable(results)]),
  ];
}

function filesTable({ models }: BenchResults): ResultTable {
  const fitted = models.flatMap(({ name, fit }) =>
    fit
      ? [
          `${name}: window fitted in this run, NME ${percent(fit.error)} % on the faces to tune by, ${fit.tried} windows tried.`,
        ]
      : [],
  );
  return {
    title: "Files",
    head: ["model", "bytes", "parameters", "input px", "window"],
    body: models.map(({ name, bytes, parameters, inputSize, window }) => [
      name,
      bytes.toLocaleString("en"),
      parameters.toLocaleString("en"),
      String(inputSize),
      describeWindow(window),
    ]),
    notes: [
      "Parameters: floating-point numbers in the file's initialisers. Window: side and shift downwards of the square that a model sees, in longer edges of the tight box or in means of its edges.",
      ...fitted,
    ],
  };
}

function describeWindow({ base, scale, shift }: WindowFit): string {
  return `${scale.toFixed(3)} ${base}, ${shift[1].toFixed(3)}`;
}

function timesTable(
  { models, reference, timing }: BenchResults,
  { name: runtime, title, referenceIn, emptyMemory }: RuntimeResult,
): ResultTable {
  const rows = models
    .flatMap(({ name, runtimes }) => {
      const measured = runtimes[runtime];
      return measured ? [{ name, ...measured }] : [];
    })
    .sort((a, b) => a.stage.time.median - b.stage.time.median);
  const ratio = reference === undefined ? [] : [`x ${reference}`];
  // What is no network is timed from the crop to the landmarks in it.
  const inner = runtime === "javascript" ? "after crop" : "network";
  const columns = (what: string) => [
    `${what} least`,
    "median",
    "quartiles",
    ...ratio,
  ];
  const cells = ({ time, ratio }: MeasuredTime) => [
    ms(time.least),
    ms(time.median),
    `${ms(time.lower)}–${ms(time.upper)}`,
    ...(ratio === undefined
      ? []
      : [
          `${ratio.median.toFixed(2)} (${ratio.lower.toFixed(2)}–${ratio.upper.toFixed(2)})`,
        ]),
  ];
  return {
    title: `Milliseconds in ${title}, one thread, one face`,
    head: ["model", ...columns(inner), ...columns("stage"), "load", "peak MiB"],
    body: rows.map(({ name, network, stage, load, peakMemory }) => [
      name,
      ...cells(network),
      ...cells(stage),
      load.time.median.toFixed(1),
      peakMemory.toFixed(0),
    ]),
    notes: [
      `Stage: from a frame of 640 x 480 RGBA and a box to landmarks in the frame, mean over faces of four sizes. ${timing.turns} turns of all models, in each the least of ${timing.runs} runs; load: median of ${timing.loads}, from bytes to a model that can run.`,
      `${ratio.length > 0 ? `Ratios are of the same turn${referenceIn ? `, to ${reference} in ${referenceIn}` : ""}: median and quartiles. ` : ""}Peak MiB: of a process of its own; with no model it holds ${emptyMemory.toFixed(0)}.`,
    ],
  };
}

function errorsTable({ faces, ours }: BenchResults): ResultTable {
  const { set, count, runtime, methods } = faces!;
  const compared = methods.some(({ difference }) => difference !== undefined);
  const read = methods.some(({ source }) => source === "predictions");
  const short = methods.filter(({ points }) => points < 68);
  return {
    title: `NME in per cent on ${count} faces of ${set}`,
    head: [
      "method",
      "missed",
      ...POSE_BINS,
      "mean of bins",
      "95 %",
      "> 6 %",
      "re-annotated",
      ...(compared ? [`against ${ours}`, "better on", "says"] : []),
    ],
    body: methods.map((method) => [
      methodName(method),
      String(method.official.missed.length),
      ...method.official.bins.map((bin) => percent(bin?.mean)),
      percent(method.official.meanOfBins?.mean),
      method.interval
        ? `${percent(method.interval[0])}–${percent(method.interval[1])}`
        : NONE,
      percent(method.official.failures, 1),
      percent(method.reannotated.meanOfBins?.mean),
      ...(compared ? differenceCells(method) : []),
    ]),
    notes: [
      `Mean distance of the points over the root of the box's area, official labels, boxes of the labels; the models ran in ${runtime}. Re-annotated: mean of bins with the second labels. > 6 %: share of the faces.`,
      ...(compared
        ? [
            `Against ${ours}: difference of the means of bins, face by face, with its 95 % interval; chance: that holds 0. Better on: share of the faces.`,
          ]
        : []),
      ...(read
        ? [
            "† not run here: what it found was read from a file of predictions, and is measured by the same code.",
          ]
        : []),
      ...short.map(
        (method) =>
          `${methodName(method)} has ${method.points} of the 68 points and is measured on these.`,
      ),
    ],
  };
}

/** A method as tables and plots call it. */
export function methodName({ name, source }: MethodErrors): string {
  return source === "predictions" ? `${name}${READ}` : name;
}

function differenceCells({ difference }: MethodErrors): string[] {
  if (difference === undefined) return [NONE, NONE, NONE];
  const { interval, significant, better } = difference;
  return [
    `${signed(difference.difference)} (${signed(interval[0])} to ${signed(interval[1])})`,
    `${percent(better, 0)} %`,
    significant ? (difference.difference > 0 ? "worse" : "better") : "chance",
  ];
}

function signed(fraction: number): string {
  return `${fraction < 0 ? "−" : "+"}${percent(Math.abs(fraction))}`;
}

/** A fraction as per cent. */
function percent(fraction: number | null | undefined, digits = 2): string {
  return fraction === null || fraction === undefined
    ? NONE
    : (100 * fraction).toFixed(digits);
}

function ms(value: number): string {
  return value.toFixed(value < 10 ? 3 : 2);
}
