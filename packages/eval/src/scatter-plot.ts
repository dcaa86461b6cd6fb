import { expected } from "@fdhm/errors";
import * as Plot from "@observablehq/plot";
import { figureDocument, paletteOn, svgFile, type Ground } from "./figure.ts";
import { axis, frame, layoutOptions } from "./figure-layout.ts";

/** Something that was measured at a value. */
export interface ScatterPoint {
  /** Written beside it; nothing where it is left out. */
  readonly name?: string;
  /** The value, across. */
  readonly x: number;
  /** What came out, upwards. */
  readonly y: number;
}

/** How {@link scatterPlot} draws. */
export interface ScatterPlotOptions {
  /** What stands across. */
  readonly x: string;
  /** What stands upwards, with its unit. */
  readonly y: string;
  /** Whether the axis across is logarithmic. */
  readonly logarithmic?: boolean;
  /** Width in px, 440 by default. */
  readonly width?: number;
  /** Height in px, 320 by default. */
  readonly height?: number;
  /** What it stands on, white by default. */
  readonly ground?: Ground;
}

/**
 * Dots as one SVG file: what came out for each value of something that was tried.
 *
 * @returns the text of the SVG file.
 * @throws RangeError where there is no point, one is not finite, or one is not positive across on a logarithmic axis.
 */
export function scatterPlot(
  points: readonly ScatterPoint[],
  {
    x,
    y,
    logarithmic = false,
    width = 440,
    height = 320,
    ground = "white",
  }: ScatterPlotOptions,
): string {
  if (points.length === 0) throw expected("at least one point", "points", 0);
  for (const point of points) {
    if (!Number.isFinite(point.x) || !Number.isFinite(point.y))
      throw expected("finite numbers", `point ${point.name ?? ""}`, point);
    if (logarithmic && point.x <= 0)
      throw expected("a positive number", `x of ${point.name ?? ""}`, point.x);
  }
  const palette = paletteOn(ground);
  const { ink, halo, lines } = palette;
  const document = figureDocument();
  const named = points.filter(({ name }) => name !== undefined);
  const figure = Plot.plot({
    ...layoutOptions({ document, width, height, palette }),
    marginRight: named.length > 0 ? 90 : 20,
    x: {
      ...axis(x),
      inset: 8,
      ...(logarithmic
        ? { type: "log" as const, ticks: ticksFor(points), tickFormat: "~g" }
        : { ticks: 5 }),
    },
    y: {
      ...axis(y),
      nice: true,
    },
    marks: [
      frame(),
      Plot.dot(points, {
        x: "x",
        y: "y",
        r: 4,
        fill: lines[0]!,
        fillOpacity: 0.75,
      }),
      Plot.text(named, {
        x: "x",
        y: "y",
        text: "name",
        textAnchor: "start",
        dx: 8,
        fill: ink,
        stroke: halo,
        strokeWidth: 4,
      }),
    ],
  });
  return svgFile(document, figure, ground);
}

/** Ticks of a logarithmic axis whose labels do not run into each other: 1, 2 and 5 of each power of ten, or 1 alone. */
function ticksFor(points: readonly ScatterPoint[]): number[] {
  const values = points.map(({ x }) => x);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const first = Math.floor(Math.log10(least));
  const last = Math.ceil(Math.log10(most));
  const heads = Math.log10(most / least) > 2.5 ? [1] : [1, 2, 5];
  const powers = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return powers
    .flatMap((power) => heads.map((head) => Number(`${head}e${power}`)))
    .filter((tick) => tick >= least && tick <= most);
}
