import { expected } from "@fdhm/errors";
import * as Plot from "@observablehq/plot";
import { checkFaceErrors, type FaceError } from "./face-error.ts";
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
import { mean } from "./mean.ts";

/** A method and its errors. */
export interface YawErrorLine {
  /** Named in the legend. */
  readonly name: string;
  /** One entry a face, each with its yaw. */
  readonly faces: readonly FaceError[];
}

/** Mean error of the faces that are turned alike. */
export interface YawErrorBin {
  /** |yaw| from here, degrees. */
  readonly from: number;
  /** To here; faces on the border belong to the lower bin, and those beyond 90 degrees to the last. */
  readonly to: number;
  /** Faces that were not missed. */
  readonly faces: number;
  /** Mean NME of them as a fraction. */
  readonly mean: number;
}

const DEGREE = Math.PI / 180;
const BIN = 10;
const BINS = 90 / BIN;
/** Radians that a yaw written in degrees may be off: it must not leave its bin by rounding. */
const ROUNDING = 1e-9;

/**
 * Mean NME of the faces by |yaw|, ten degrees a bin; a bin in which no face was found is left out.
 *
 * @throws RangeError where there is no face, an error is negative or not finite, or a yaw is unknown.
 */
export function yawErrorBins(faces: readonly FaceError[]): YawErrorBin[] {
  checkFaceErrors(faces);
  const errors: number[][] = Array.from({ length: BINS }, () => []);
  for (const { name, nme, yaw } of faces) {
    if (!Number.isFinite(yaw))
      throw expected("finite radians", `yaw of ${name}`, yaw);
    const bin = Math.ceil((Math.abs(yaw!) - ROUNDING) / (BIN * DEGREE)) - 1;
    if (nme !== null) errors[Math.min(BINS - 1, Math.max(0, bin))]!.push(nme);
  }
  return errors.flatMap((own, i) =>
    own.length === 0
      ? []
      : [
          {
            from: BIN * i,
            to: BIN * (i + 1),
            faces: own.length,
            mean: mean(own),
          },
        ],
  );
}

/**
 * Error against how far heads are turned, of several methods, as one SVG file: in the middle of each ten degrees of |yaw| the mean
 * NME of its faces. The legend, from the largest last error down, stands in the upper left corner, which errors that rise with the turn leave free.
 *
 * @returns the text of the SVG file.
 * @throws RangeError where there is no method or more than 21, two have one name, or as {@link yawErrorBins} does.
 */
export function yawErrorPlot(
  lines: readonly YawErrorLine[],
  { title, width = 640, height = 420, ground = "white" }: FigureOptions = {},
): string {
  checkMethods(lines);
  const palette = paletteOn(ground);
  const document = figureDocument();
  const layout = { document, width, height, title, palette };
  const drawn = lines
    .map(({ name, faces }, i) => ({
      name,
      bins: yawErrorBins(faces),
      ...methodStroke(palette, i),
    }))
    .sort((a, b) => (b.bins.at(-1)?.mean ?? 0) - (a.bins.at(-1)?.mean ?? 0));
  const figure = Plot.plot({
    ...layoutOptions(layout),
    x: {
      domain: [0, 90],
      ticks: BINS,
      ...axis("|yaw| (degrees)"),
    },
    y: { ...axis("normalised mean error (%)"), nice: true, zero: true },
    marks: [
      frame(),
      ...drawn.flatMap(({ bins, colour, dash }) => {
        const at = {
          x: ({ from, to }: YawErrorBin) => (from + to) / 2,
          y: (bin: YawErrorBin) => 100 * bin.mean,
        };
        return [
          Plot.line(bins, {
            ...at,
            stroke: colour,
            strokeDasharray: dash,
            strokeWidth: 1.8,
          }),
          Plot.dot(bins, { ...at, r: 2.2, fill: colour }),
        ];
      }),
      ...drawn.map(({ name, colour }, i) =>
        legendLine(name, colour, palette, "top-left", 10 + LEGEND_LINE * i),
      ),
      ...titleMarks(layout),
    ],
  });
  return svgFile(document, figure, ground);
}
