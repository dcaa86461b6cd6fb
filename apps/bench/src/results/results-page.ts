import {
  html,
  htmlPage,
  pagePairs,
  pagePlot,
  pageTable,
  pageTiles,
  type PageTile,
} from "@fdhm/eval";
import { RUNTIMES } from "../runtimes/runtime.ts";
import { PUBLISHED } from "../published/published-table.ts";
import { resultTables } from "./result-tables.ts";
import { resultsPlots } from "./results-plots.ts";
import type { BenchResults } from "./results.ts";

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
      <div class="plots">
        ${resultsPlots(results, "page").map(({ svg, caption }) =>
          pagePlot(svg, caption),
        )}
      </div>
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
