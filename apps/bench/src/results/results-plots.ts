import {
  cedArea,
  cedPlot,
  tradeOffPlot,
  yawErrorPlot,
  type Ground,
} from "@fdhm/eval";
import type { MethodErrors } from "../faces/score-method.ts";
import { methodName } from "./result-tables.ts";
import type { BenchResults, RuntimeResult } from "./results.ts";

const SIZE = { width: 560, height: 400 } as const;
/** Where the error curves end: peers err by more than the usual 6 %. */
const CED_LIMIT = 0.12;
/** Mean errors that differ by less are drawn as one. */
const ALIKE = 1e-4;

/** A plot of the results. */
export interface ResultsPlot {
  /** Of its file. */
  readonly name: string;
  /** The drawing. */
  readonly svg: string;
  /** What it shows. */
  readonly caption: string;
}

/**
 * Error curves, error by yaw, and for each run time error against time.
 *
 * @param ground - what they are drawn on: a page that sets its own colours, or white.
 * @returns nothing where no errors were measured.
 */
export function resultsPlots(
  results: BenchResults,
  ground: Ground,
): ResultsPlot[] {
  const plot = { ...SIZE, ground };
  const { faces } = results;
  if (faces === undefined) return [];
  const lines = distinctMethods(results)
    .map((method) => ({
      name: methodName(method),
      faces: method.faces,
      errors: method.faces.map(({ nme }) => nme),
    }))
    // As the first plot orders them, so that a method has one colour in both.
    .sort(
      (a, b) => cedArea(b.errors, CED_LIMIT) - cedArea(a.errors, CED_LIMIT),
    );
  return [
    {
      name: "error",
      svg: cedPlot(lines, { ...plot, limit: CED_LIMIT }),
      caption: `Cumulative error distribution on ${faces.set}: the part of the faces with at most this error`,
    },
    {
      name: "yaw",
      svg: yawErrorPlot(lines, plot),
      caption:
        "Mean error against how far heads are turned, ten degrees a point",
    },
    ...results.runtimes.flatMap(
      (runtime) => tradeOff(results, runtime, ground) ?? [],
    ),
  ];
}

function tradeOff(
  results: BenchResults,
  { name: runtime, title }: RuntimeResult,
  ground: Ground,
): ResultsPlot | undefined {
  const shown = distinctMethods(results).flatMap(
    ({ name, source, official }) => {
      const model = results.models.find((one) => one.name === name);
      const stage = model?.runtimes[runtime]?.stage;
      const error = official.meanOfBins?.mean;
      return stage && error && source === "run"
        ? [
            {
              ...{ name, error },
              group: model.group,
              bytes: model.bytes,
              cost: stage.time.median,
            },
          ]
        : [];
    },
  );
  // One alone is compared with nothing.
  if (shown.length < 2) return undefined;
  return {
    name: runtime,
    svg: tradeOffPlot(shown, {
      ...{ ...SIZE, ground },
      ...{ cost: "ms a face", fromZero: true },
    }),
    caption: `Error (mean of bins) against the time of the whole stage in ${title}; the area of a disc is the size of the file`,
  };
}

/** Without what would hide another: a model's copy with half floats, and predictions of what was run here too. */
function distinctMethods({ faces, models }: BenchResults): MethodErrors[] {
  const { methods } = faces!;
  const place = (name: string) => models.findIndex((one) => one.name === name);
  const error = ({ official }: MethodErrors) => official.mean ?? Infinity;
  return methods.filter(({ name, source, group }, i) =>
    methods.every(
      (other) =>
        other.source === "predictions" ||
        (source === "predictions"
          ? other.name !== name
          : other.group !== group ||
            place(other.name) >= place(name) ||
            Math.abs(error(other) - error(methods[i]!)) > ALIKE),
    ),
  );
}
