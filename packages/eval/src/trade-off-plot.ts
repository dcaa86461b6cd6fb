import { expected } from "@fdhm/errors";
import * as Plot from "@observablehq/plot";
import {
  COLOURS,
  figureDocument,
  paletteOn,
  svgFile,
  type Ground,
} from "./figure.ts";
import {
  axis,
  frame,
  GREY,
  layoutOptions,
  LEGEND_LINE,
  legendLine,
  titleMarks,
} from "./figure-layout.ts";
import { paretoFront, type Bargain } from "./pareto-front.ts";

/** A model on the plot. */
export interface TradeOff extends Bargain {
  /** Written beside it. */
  readonly name: string;
  /** Size of its file; the area of its disc. */
  readonly bytes: number;
  /** Models of one group have one colour; a group's name stands in the legend. */
  readonly group: string;
}

/** How {@link tradeOffPlot} draws. */
export interface TradeOffPlotOptions {
  /** What the cost is, with its unit. */
  readonly cost: string;
  /** Above the plot. */
  readonly title?: string;
  /** A cost that is not to be passed, drawn as a line. */
  readonly limit?: number;
  /** Whether both axes begin at 0, so that twice as far is twice as much; the legend then stands in the lower right corner, where what is slow and good would be. */
  readonly fromZero?: boolean;
  /** Width in px, 720 by default. */
  readonly width?: number;
  /** Height in px, 460 by default. */
  readonly height?: number;
  /** What it stands on, white by default. */
  readonly ground?: Ground;
}

/** Area of a megabyte's disc, in square px. */
const AREA = 300;
/** Width of a letter, px, so that the rightmost model's name finds room. */
const LETTER = 7;

/**
 * Error against cost as an SVG file: a disc a model, its area the size of the file; a line joins the models that no other
 * beats in both.
 *
 * @param models - `error` as a fraction, shown in per cent.
 * @returns the text of the SVG file.
 * @throws RangeError where there is no model, more than seven groups, or a number is not finite and positive.
 */
export function tradeOffPlot(
  models: readonly TradeOff[],
  {
    cost,
    title,
    limit,
    fromZero = false,
    width = 720,
    height = 460,
    ground = "white",
  }: TradeOffPlotOptions,
): string {
  if (models.length === 0) throw expected("at least one model", "models", 0);
  for (const model of models)
    for (const key of ["cost", "error", "bytes"] as const)
      if (!(model[key] > 0 && Number.isFinite(model[key])))
        throw expected(
          "a positive number",
          `${key} of ${model.name}`,
          model[key],
        );
  const groups = [...new Set(models.map(({ group }) => group))];
  if (groups.length > COLOURS.length)
    throw expected(`at most ${COLOURS.length} groups`, "models", groups.length);
  const palette = paletteOn(ground);
  const { ink, halo, lines: colours } = palette;
  const document = figureDocument();
  const layout = { document, width, height, title, palette };
  const longest = Math.max(...models.map(({ name }) => name.length));
  const percent = (model: Bargain) => 100 * model.error;
  const figure = Plot.plot({
    ...layoutOptions(layout),
    marginRight: Math.max(90, 20 + LETTER * longest),
    x: { ...axis(cost), nice: true, zero: fromZero },
    y: { ...axis("normalised mean error (%)"), nice: true, zero: fromZero },
    marks: [
      frame(),
      ...(limit === undefined
        ? []
        : [Plot.ruleX([limit], { stroke: GREY, strokeDasharray: "6 3" })]),
      Plot.line(paretoFront(models), {
        x: "cost",
        y: percent,
        stroke: GREY,
      }),
      Plot.dot(models, {
        x: "cost",
        y: percent,
        // A channel of radii would be scaled; these are px.
        r: {
          value: (model: TradeOff) =>
            Math.sqrt((AREA * model.bytes) / 1e6 / Math.PI),
          scale: null,
        },
        fill: (model: TradeOff) => colours[groups.indexOf(model.group)],
        fillOpacity: 0.75,
      }),
      Plot.text(models, {
        x: "cost",
        y: percent,
        text: "name",
        textAnchor: "start",
        dx: 12,
        stroke: halo,
        strokeWidth: 4,
        fill: ink,
      }),
      ...(groups.length === 1
        ? []
        : groups.map((group, i) =>
            legendLine(
              `● ${group}`,
              colours[i]!,
              palette,
              fromZero ? "bottom-right" : "top-right",
              fromZero
                ? -10 - LEGEND_LINE * (groups.length - 1 - i)
                : 10 + LEGEND_LINE * i,
            ),
          )),
      ...titleMarks(layout),
    ],
  });
  return svgFile(document, figure, ground);
}
