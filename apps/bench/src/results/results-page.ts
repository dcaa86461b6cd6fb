import {
  cedArea,
  cedPlot,
  html,
  htmlPage,
  pagePairs,
  pagePlot,
  pageTable,
  pageTiles,
  tradeOffPlot,
  yawErrorPlot,
  type Markup,
  type PageTile,
} from "@fdhm/eval";
import type { MethodErrors } from "../faces/score-method.ts";
import { RUNTIMES } from "../runtimes/runtime.ts";
import { PUBLISHED } from "../published/published-table.ts";
import { methodName, resultTables } from "./result-tables.ts";
import type { BenchResults, RuntimeResult } from "./results.ts";

const PLOT = { width: 560, height: 400, ground: "page" } as const;
/** Where the error curves end: peers err by more than the usual 6 %. */
const CED_LIMIT = 0.12;
/** Mean errors that differ by less are drawn as one. */
const ALIKE = 1e-4;

/** The results as an HTML file that needs nothing else: figures in large, plots, every table. */
export function resultsPage(results: BenchResults): string {
  return htmlPage(
    "Bench",
    html`<header>
        <h1>Bench: error, speed and size</h1>
        <p class="quiet">${results.date.slice(0, 10)}, ${results.machine}</p>
      </header>
      ${pageTiles(inLarge(results))}
      <h2>Side by side</h2>
      <div class="plots">${plots(results)}</div>
      ${[...resultTables(results), PUBLISHED].map(
        ({ title, head, body, notes }) =>
          html`<h2>${title}</h2>
            ${pageTable(head, body)}
            ${notes.map((note) => html`<p class="quiet">${note}</p>`)}`,
      )}
      <h2>This run</h2>
      ${pagePairs([
        ["command", results.command],
        ["load of the machine before", results.load.toFixed(1)],
        ...results.leftOut.map((sentence): [string, string] => [
          "left out",
          sentence,
        ]),
      ])}`,
  );
}

function inLarge({
  models,
  faces,
  ours,
  reference,
}: BenchResults): (PageTile | undefined)[] {
  const own = models.find(({ name }) => name === ours);
  const mean = faces?.methods.find(({ name }) => name === ours)?.official
    .meanOfBins;
  return [
    mean
      ? {
          value: `${(100 * mean.mean).toFixed(2)} %`,
          name: `NME of ${ours}, mean of the pose bins`,
        }
      : undefined,
    own && { value: `${Math.ceil(own.bytes / 1000)} kB`, name: "its file" },
    ...RUNTIMES.map((runtime) => {
      const stage = own?.runtimes[runtime]?.stage;
      if (stage === undefined) return undefined;
      const than = stage.ratio
        ? `, ${stage.ratio.median.toFixed(2)} of ${reference}'s time`
        : "";
      return {
        value: `${stage.time.median.toFixed(2)} ms`,
        name: `a face, ${runtime}${than}`,
      };
    }),
  ];
}

function plots(results: BenchResults): Markup[] {
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
    pagePlot(
      cedPlot(lines, { ...PLOT, limit: CED_LIMIT }),
      `Cumulative error distribution on ${faces.set}: the part of the faces with at most this error`,
    ),
    pagePlot(
      yawErrorPlot(lines, PLOT),
      "Mean error against how far heads are turned, ten degrees a point",
    ),
    ...results.runtimes.flatMap((runtime) => tradeOff(results, runtime) ?? []),
  ];
}

function tradeOff(
  results: BenchResults,
  { name: runtime, title }: RuntimeResult,
): Markup | undefined {
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
  if (shown.length === 0) return undefined;
  return pagePlot(
    tradeOffPlot(shown, { ...PLOT, cost: "ms a face", fromZero: true }),
    `Error (mean of bins) against the time of the whole stage in ${title}; the area of a disc is the size of the file`,
  );
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
