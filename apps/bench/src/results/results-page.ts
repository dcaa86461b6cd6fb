import {
  cedPlot,
  html,
  htmlPage,
  pagePairs,
  pagePlot,
  pageTable,
  pageTiles,
  tradeOffPlot,
  type Markup,
  type PageTile,
} from "@fdhm/eval";
import { RUNTIMES } from "../runtimes/runtime.ts";
import { methodName, resultTables } from "./result-tables.ts";
import type { BenchResults } from "./results.ts";

const PLOT = { width: 560, height: 400, ground: "page" } as const;
/** Where the error curves end: peers err by more than the usual 6 %. */
const CED_LIMIT = 0.12;

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
      ${resultTables(results).map(
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

function plots({ faces, models, runtimes }: BenchResults): Markup[] {
  if (faces === undefined) return [];
  const ced = pagePlot(
    cedPlot(
      faces.methods.map((method) => ({
        name: methodName(method),
        errors: method.faces.map(({ nme }) => nme),
      })),
      { ...PLOT, limit: CED_LIMIT },
    ),
    `Cumulative error distribution on ${faces.set}: the part of the faces with at most this error`,
  );
  const tradeOffs = runtimes.flatMap(({ name: runtime, title }) => {
    const shown = models.flatMap(({ name, group, bytes, runtimes }) => {
      const stage = runtimes[runtime]?.stage;
      const error = faces.methods.find(
        (method) => method.name === name && method.source === "run",
      )?.official.meanOfBins?.mean;
      return stage && error
        ? [{ name, group, bytes, error, cost: stage.time.median }]
        : [];
    });
    return shown.length === 0
      ? []
      : [
          pagePlot(
            tradeOffPlot(shown, { ...PLOT, cost: "ms a face" }),
            `Error (mean of bins) against the time of the whole stage in ${title}; the area of a disc is the size of the file`,
          ),
        ];
  });
  return [ced, ...tradeOffs];
}
