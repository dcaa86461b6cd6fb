import { expected } from "@fdhm/errors";
import * as Plot from "@observablehq/plot";
import {
  COLOURS,
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

/** A point of a curve. */
export interface CurvePoint {
  /** Where it stands across: steps or epochs. */
  readonly x: number;
  /** Its value. */
  readonly y: number;
}

/** Something that changes while a network is trained. */
export interface Curve {
  /** Named in the legend; a faint curve is not. */
  readonly name: string;
  /** Rising in x; points whose value is not finite, or not positive on a logarithmic axis, part the line. */
  readonly points: readonly CurvePoint[];
  /** Drawn thin and pale, in the colour of the curve after it: what that one is the mean of. */
  readonly faint?: boolean;
}

/** How {@link curvePlot} draws. */
export interface CurvePlotOptions extends FigureOptions {
  /** What stands across. */
  readonly x: string;
  /** What stands upwards, with its unit. */
  readonly y: string;
  /** Whether the upward axis is logarithmic, so that the end of a training is told apart as well as its beginning. */
  readonly logarithmic?: boolean;
}

/** A curve of fewer points shows where they are. */
const POINTS_SHOWN = 40;

/**
 * Curves of a training as one SVG file: loss or error against steps or epochs. The legend stands in the upper right corner,
 * which falling curves leave free.
 *
 * @returns the text of the SVG file.
 * @throws RangeError where there is no curve, more than seven that are not faint, or none has a point that can be drawn.
 */
export function curvePlot(
  curves: readonly Curve[],
  {
    x,
    y,
    logarithmic = false,
    title,
    width = 640,
    height = 420,
    ground = "white",
  }: CurvePlotOptions,
): string {
  const named = curves.filter((curve) => !curve.faint);
  if (named.length === 0 || named.length > COLOURS.length)
    throw expected(`1 to ${COLOURS.length} curves`, "curves", named.length);
  const shown = ({ y: value }: CurvePoint) =>
    Number.isFinite(value) && (!logarithmic || value > 0);
  if (!curves.some(({ points }) => points.some(shown)))
    throw expected("a point that can be drawn", "curves", "none");
  const palette = paletteOn(ground);
  const { lines } = palette;
  let rank = 0;
  const drawn = curves.map(({ name, points, faint = false }) => ({
    name,
    faint,
    points: points.map((point) => ({
      ...point,
      y: shown(point) ? point.y : NaN,
    })),
    colour: lines[faint ? rank : rank++] ?? lines[0]!,
  }));
  const document = figureDocument();
  const layout = { document, width, height, title, palette };
  const figure = Plot.plot({
    ...layoutOptions(layout),
    x: {
      ...axis(x),
      ticks: Math.round(width / 80),
    },
    y: {
      ...axis(y),
      ...(logarithmic
        ? { type: "log" as const, ticks: 6, tickFormat: "~g" }
        : { nice: true }),
    },
    marks: [
      frame(),
      ...drawn.map(({ points, colour, faint }) =>
        Plot.line(points, {
          x: "x",
          y: "y",
          stroke: colour,
          strokeWidth: faint ? 1 : 1.8,
          strokeOpacity: faint ? 0.35 : 1,
          ...(points.length < POINTS_SHOWN && !faint && { marker: "dot" }),
        }),
      ),
      ...drawn
        .filter(({ faint }) => !faint)
        .map(({ name, colour }, i) =>
          legendLine(name, colour, palette, "top-right", 10 + LEGEND_LINE * i),
        ),
      ...titleMarks(layout),
    ],
  });
  return svgFile(document, figure, ground);
}
