import {
  curvePlot,
  html,
  htmlPage,
  pagePairs,
  pagePlot,
  pageTable,
  scatterPlot,
  tradeOffPlot,
  type Curve,
  type Markup,
} from "@fdhm/eval";
import type { PointResult } from "./read-point.ts";
import { errorOf, ranked, sweepTable } from "./sweep-table.ts";

const PLOT = { width: 440, height: 320, ground: "page" } as const;
/** Curves that can be told apart. */
const CURVES = 7;
/** Values that far apart are shown by their logarithms. */
const WIDE = 20;
/** Runs that are still told apart in a plot by their labels. */
const NAMED = 24;
/** A name that finds room in a plot, letters. */
const SHORT = 12;

/** A run with what it is called in plots. */
type Labelled = PointResult & { readonly label: string };

/**
 * A sweep as an HTML file that needs nothing else: the table, the best runs' curves, and error against each key that was
 * varied.
 *
 * @param name - of the sweep.
 */
export function sweepPage(
  name: string,
  results: readonly PointResult[],
): string {
  const order = ranked(results).map((result, i) => ({
    ...result,
    label: result.name.length <= SHORT ? result.name : `#${i + 1}`,
  }));
  const finished = order.filter((result) => errorOf(result) !== undefined);
  const { head, body } = sweepTable(results);
  return htmlPage(
    `${name}: sweep`,
    html`<header>
        <h1>${name}</h1>
        <p class="quiet">
          ${finished.length} of ${results.length} runs are finished; the best
          come first, and a number such as #1 is a place among them. Errors are
          NME in per cent on the test set, by |yaw| in degrees; validation is
          the lowest of the training.
        </p>
      </header>
      ${pageTable(
        head,
        body.map(([run, ...cells], i) => [`#${i + 1} ${run}`, ...cells]),
      )}
      <h2>Curves and trade-offs</h2>
      <div class="plots">
        ${validations(order)} ${sizes(finished)}
        ${keysOf(finished).map((key) => againstKey(key, finished))}
      </div>
      <h2>What each run changes</h2>
      ${pagePairs(
        order.map(({ name: run, settings }, i) => [
          `#${i + 1} ${run}`,
          Object.entries(settings)
            .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
            .join("  "),
        ]),
      )}`,
  );
}

function validations(results: readonly Labelled[]): Markup | undefined {
  const curves: Curve[] = results
    .map(({ label, metrics }) => ({
      name: label,
      points: metrics.validations.flatMap(({ step, mean }) =>
        mean === null ? [] : [{ x: step, y: 100 * mean }],
      ),
    }))
    .filter(({ points }) => points.length > 0)
    .slice(0, CURVES);
  if (curves.length === 0) return undefined;
  return pagePlot(
    curvePlot(curves, {
      ...PLOT,
      x: "steps",
      y: "validation NME (%)",
      logarithmic: true,
    }),
    `Validation error of the best${curves.length < results.length ? ` ${curves.length}` : ""} runs`,
  );
}

function sizes(finished: readonly Labelled[]): Markup | undefined {
  const models = finished.flatMap((result) =>
    result.bytes === undefined
      ? []
      : [
          {
            name: result.label,
            cost: result.bytes / 1000,
            error: errorOf(result)!,
            bytes: result.bytes,
            group: "runs",
          },
        ],
  );
  if (new Set(models.map(({ bytes }) => bytes)).size < 2) return undefined;
  if (models.some(({ error }) => error <= 0)) return undefined;
  return pagePlot(
    tradeOffPlot(models, { ...PLOT, cost: "kB" }),
    "Error against size; a line joins the runs that no other beats in both",
  );
}

/** Keys for which there are different numbers. */
function keysOf(results: readonly Labelled[]): string[] {
  const keys = new Set(
    results.flatMap(({ settings }) => Object.keys(settings)),
  );
  return [...keys].filter((key) => {
    const values = numbersOf(key, results).map(({ x }) => x);
    return new Set(values).size > 1;
  });
}

function numbersOf(key: string, results: readonly Labelled[]) {
  return results.flatMap((result) => {
    const x = result.settings[key];
    return typeof x === "number"
      ? [{ name: result.label, x, y: 100 * errorOf(result)! }]
      : [];
  });
}

function againstKey(key: string, finished: readonly Labelled[]): Markup {
  const points = numbersOf(key, finished);
  const values = points.map(({ x }) => x);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return pagePlot(
    scatterPlot(
      points.length > NAMED ? points.map(({ x, y }) => ({ x, y })) : points,
      {
        ...PLOT,
        x: key,
        y: "NME (%)",
        logarithmic: least > 0 && most / least >= WIDE,
      },
    ),
    `Error against ${key}`,
  );
}
