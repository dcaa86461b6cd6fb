import {
  html,
  htmlPage,
  Markup,
  pagePairs,
  pageTiles,
  summarise,
  type PageTile,
} from "@fdhm/eval";
import { stringify } from "yaml";
import { facesSection } from "./faces-section.ts";
import { count, duration, percent } from "./quantities.ts";
import type { Report } from "./report.ts";
import { trainingCosts } from "./training-costs.ts";
import { bestValidation, trainingSection } from "./training-section.ts";

/** The report as an HTML file: everything is in it, pictures too. */
export function reportPage(report: Report): string {
  const { title, subtitle, facts, training, measured } = report;
  return htmlPage(
    `${title}: report`,
    html`<header>
        <h1>${title}</h1>
        <p class="quiet">${subtitle}</p>
      </header>
      ${pageTiles(inLarge(report))} ${measured && facesSection(measured)}
      ${training && trainingSection(training)}
      <h2>Model</h2>
      ${pagePairs(facts)}
      ${
        training &&
        html`<h2>Configuration</h2>
          <details>
            <summary>every key, defaults filled in</summary>
            ${preformatted(stringify(training.config))}
          </details>`
      }`,
  );
}

/** White space counts in it, so it is put together by hand. */
const preformatted = (text: string) =>
  new Markup(`<pre>${html`${text}`.text}</pre>`);

function inLarge({ training, measured }: Report): (PageTile | undefined)[] {
  const costs =
    training &&
    trainingCosts(training.metrics, training.config.training.batchSize);
  const best = training && bestValidation(training);
  const summary = measured && summarise(measured.faces);
  return [
    ...(summary === undefined
      ? []
      : [
          summary.meanOfBins
            ? {
                value: `${percent(summary.meanOfBins.mean)} %`,
                name: "NME, mean of the pose bins",
              }
            : undefined,
          { value: `${percent(summary.mean)} %`, name: "NME, all faces" },
          { value: `${percent(summary.failures)} %`, name: "faces above 6 %" },
          { value: count(summary.faces), name: "faces measured" },
        ]),
    best === undefined
      ? undefined
      : {
          value: `${percent(best.mean)} %`,
          name: `best validation, at step ${best.step}`,
        },
    ...(costs === undefined
      ? []
      : [
          { value: costs.epochs.toFixed(2), name: "epochs" },
          { value: duration(costs.seconds), name: "training" },
          {
            value: costs.samplesPerSecond.toFixed(0),
            name: "crops a second",
          },
        ]),
  ];
}
