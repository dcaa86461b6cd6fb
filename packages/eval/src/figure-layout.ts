import * as Plot from "@observablehq/plot";
import type { FigureDocument, Palette } from "./figure.ts";

/** Margins, text and frame that all plots have. */
export interface Layout {
  /** Where it is drawn into. */
  readonly document: FigureDocument;
  /** px. */
  readonly width: number;
  /** px. */
  readonly height: number;
  /** Above the plot, which leaves room for it. */
  readonly title?: string | undefined;
  /** Its colours. */
  readonly palette: Palette;
}

/** Distance of a legend's lines, px. */
export const LEGEND_LINE = 16;

/** The grey of what is not data. */
export const GREY = "#999999";

/** Options of `Plot.plot` that all plots have. */
export function layoutOptions({
  document,
  width,
  height,
  title,
  palette,
}: Layout) {
  return {
    document,
    width,
    height,
    marginLeft: 50,
    marginBottom: 42,
    marginTop: title === undefined ? 16 : 36,
    style: { background: "none", color: palette.ink, fontSize: "12px" },
  };
}

/** An axis with its grid, named in its middle. */
export function axis(label: string) {
  return {
    label,
    labelAnchor: "center",
    labelArrow: "none",
    grid: true,
  } as const;
}

/** The frame about the data. */
export function frame(): Plot.Markish {
  return Plot.frame({ stroke: GREY });
}

/** A line of the legend in a corner. */
export function legendLine(
  text: string,
  colour: string,
  { halo }: Palette,
  corner: "top-left" | "top-right" | "bottom-right",
  dy: number,
): Plot.Markish {
  return Plot.text([text], {
    frameAnchor: corner,
    dx: corner === "top-left" ? 10 : -10,
    dy,
    fill: colour,
    stroke: halo,
    strokeWidth: 4,
  });
}

/** The title above the frame, where there is one. */
export function titleMarks({ title, palette }: Layout): Plot.Markish[] {
  if (title === undefined) return [];
  return [
    Plot.text([title], {
      frameAnchor: "top",
      lineAnchor: "bottom",
      dy: -12,
      fontSize: 14,
      fontWeight: "bold",
      fill: palette.ink,
    }),
  ];
}
