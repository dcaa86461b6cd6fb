import * as Plot from "@observablehq/plot";
import { cedArea, cedCurve } from "./ced.ts";
import { FAILURE_LIMIT } from "./failure-limit.ts";
import {
  figureDocument,
  paletteOn,
  svgFile,
  type FigureOptions,
} from "./figure.ts";
import {
  axis,
  frame,
  layoutOptions,
  LEGEND_LINE,
  legendLine,
  titleMarks,
} from "./figure-layout.ts";
import { checkMethods, methodStroke } from "./method-lines.ts";

/** A method's line. */
export interface CedLine {
  /** Named in the legend. */
  readonly name: string;
  /** NME of every face as a fraction, null where the face was missed. */
  readonly errors: readonly (number | null)[];
}

/** How {@link cedPlot} draws. */
export interface CedPlotOptions extends FigureOptions {
  /** Error at the right edge, 0.06 by default. */
  readonly limit?: number;
}

/**
 * Cumulative error distributions of several methods as one SVG file: across, the error in per cent; upwards,
 * the part of the faces with at most this error. The legend names the methods from the largest area down.
 *
 * @returns the text of the SVG file.
 * @throws RangeError where there is no method or more than 21, two have one name, or a method has no face.
 */
export function cedPlot(
  lines: readonly CedLine[],
  {
    limit = FAILURE_LIMIT,
    title,
    width = 640,
    height = 420,
    ground = "white",
  }: CedPlotOptions = {},
): string {
  checkMethods(lines);
  const palette = paletteOn(ground);
  const document = figureDocument();
  const layout = { document, width, height, title, palette };
  const drawn = lines
    .map((line) => ({ ...line, area: cedArea(line.errors, limit) }))
    .sort((a, b) => b.area - a.area)
    .map((line, rank) => ({
      points: cedCurve(line.errors, limit),
      legend: `${line.name}  (AUC ${(100 * line.area).toFixed(1)} %)`,
      ...methodStroke(palette, rank),
      // The legend stands in the lower right corner, where curves have left the ground.
      up: LEGEND_LINE * (lines.length - 1 - rank) + 10,
    }));
  const figure = Plot.plot({
    ...layoutOptions(layout),
    x: {
      domain: [0, 100 * limit],
      ...axis("normalised mean error (%)"),
    },
    y: {
      domain: [0, 100],
      ...axis("faces (%)"),
    },
    marks: [
      frame(),
      ...drawn.map(({ points, colour, dash }) =>
        Plot.line(points, {
          x: (point) => 100 * point.nme,
          y: (point) => 100 * point.fraction,
          curve: "step-after",
          stroke: colour,
          strokeDasharray: dash,
          strokeWidth: 1.8,
        }),
      ),
      ...drawn.map(({ legend, colour, up }) =>
        legendLine(legend, colour, palette, "bottom-right", -up),
      ),
      ...titleMarks(layout),
    ],
  });
  return svgFile(document, figure, ground);
}
