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

/** A page that plots are drawn into. */
export type FigureDocument = ReturnType<typeof parseHTML>["document"];

/** A document for plots to be drawn in where there is no page. */
export function figureDocument(): FigureDocument {
  return parseHTML("<html><body></body></html>").document;
}

/** The text of a drawn plot as an SVG file of its own, on white. */
export function svgFile(
  document: FigureDocument,
  figure: ReturnType<typeof Plot.plot>,
): string {
  figure.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  // Many renderers ignore a background style.
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", "white");
  figure.prepend(ground);
  return `${figure.outerHTML}\n`;
}
