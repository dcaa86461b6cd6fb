import type * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";

/** Okabe and Ito's colours, which stay apart for colour-blind readers, the pale yellow left out. */
export const COLOURS = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#56b4e9",
  "#e69f00",
  "#000000",
];

/**
 * What a plot stands on: `"white"`, as a file of its own; `"page"`, as part of a web page, whose text colour it takes. A page
 * may set `--ground`, its background, and `--line-1` to `--line-7`, colours that are read on it.
 */
export type Ground = "white" | "page";

/** What every plot of curves can be told. */
export interface FigureOptions {
  /** Above the plot. */
  readonly title?: string;
  /** Width in px, 640 by default. */
  readonly width?: number;
  /** Height in px, 420 by default. */
  readonly height?: number;
  /** What it stands on, white by default. */
  readonly ground?: Ground;
}

/** The colours that a plot is drawn with. */
export interface Palette {
  /** Text and axes. */
  readonly ink: string;
  /** Around text, so that it is read over lines. */
  readonly halo: string;
  /** Lines and discs, in the order in which they are given out. */
  readonly lines: readonly string[];
}

/** The colours for a ground. */
export function paletteOn(ground: Ground): Palette {
  if (ground === "white")
    return { ink: "black", halo: "white", lines: COLOURS };
  return {
    ink: "currentColor",
    halo: "var(--ground, white)",
    lines: COLOURS.map((colour, i) => `var(--line-${i + 1}, ${colour})`),
  };
}

/** A page that plots are drawn into. */
export type FigureDocument = ReturnType<typeof parseHTML>["document"];

/** A document for plots to be drawn in where there is no page. */
export function figureDocument(): FigureDocument {
  return parseHTML("<html><body></body></html>").document;
}

/** The text of a drawn plot as an SVG file of its own, on white, or as an element of a page. */
export function svgFile(
  document: FigureDocument,
  figure: ReturnType<typeof Plot.plot>,
  ground: Ground = "white",
): string {
  figure.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  if (ground === "page") return `${figure.outerHTML}\n`;
  // Many renderers ignore a background style.
  const backdrop = document.createElementNS(
    "http://www.w3.org/2000/svg",
    "rect",
  );
  backdrop.setAttribute("width", "100%");
  backdrop.setAttribute("height", "100%");
  backdrop.setAttribute("fill", "white");
  figure.prepend(backdrop);
  return `${figure.outerHTML}\n`;
}
