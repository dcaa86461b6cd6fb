import { expected } from "@fdhm/errors";
import {
  CONTOURS,
  contourPath,
  LANDMARK_COUNT,
  tightBox,
} from "@fdhm/landmarks";
import { paletteOn, type Ground } from "./figure.ts";

/** How {@link landmarkErrorPlot} draws. */
export interface LandmarkErrorPlotOptions {
  /** How many of the largest errors are written beside their landmarks, 6 by default. */
  readonly labelled?: number;
  /** Width in px, 420 by default; the height follows from the face. */
  readonly width?: number;
  /** What it stands on, white by default. */
  readonly ground?: Ground;
}

/** Blank on each side, as a part of the width: room for the discs of the jaw. */
const MARGIN = 0.12;
/** Largest radius of a disc over the square root of the face's area; larger ones would hide the face. */
const LARGEST_DISC = 0.12;
/** How far off its landmark an error is written, px. */
const LABEL_SHIFT = 4;

/**
 * The mean error of each landmark, drawn on a face: the radius of a landmark's disc is its error, to the scale of the face, and
 * the largest are the most opaque and are written in per cent. Where they would hide the face all radii are halved until they
 * do not, and the drawing says so.
 *
 * @param errors - 68 fractions, as `landmarkErrors` gives them.
 * @param face - 68 xyz triples of any face, such as the mean face: x to the right, y down, in any unit.
 * @returns the text of an SVG file.
 * @throws RangeError where there are not 68 finite errors or 68 triples with an extent.
 */
export function landmarkErrorPlot(
  errors: ArrayLike<number>,
  face: ArrayLike<number>,
  {
    labelled = 6,
    width = 420,
    ground = "white",
  }: LandmarkErrorPlotOptions = {},
): string {
  const values = Array.from(errors);
  if (values.length !== LANDMARK_COUNT || !values.every((e) => e >= 0))
    throw expected(
      `${LANDMARK_COUNT} fractions of at least 0`,
      "errors",
      values,
    );
  if (face.length !== 3 * LANDMARK_COUNT)
    throw expected(`${LANDMARK_COUNT} xyz triples`, "face", face.length);
  const box = tightBox(face);
  const scale = ((1 - 2 * MARGIN) * width) / box.width;
  const margin = MARGIN * width;
  const height = Math.ceil(box.height * scale + 2 * margin);
  const at = (k: number) => ({
    x: (face[3 * k]! - box.x) * scale + margin,
    y: (face[3 * k + 1]! - box.y) * scale + margin,
  });
  // A face's error is a part of sqrt(w h) of its box; so is the disc's radius of this one's.
  const unit = Math.sqrt(box.width * box.height) * scale;
  const { ink, halo, lines } = paletteOn(ground);
  const most = Math.max(...values);
  let parts = 1;
  while (most / parts > LARGEST_DISC) parts *= 2;
  const ranked = values
    .map((_, k) => k)
    .sort((a, b) => values[b]! - values[a]!);
  const contours = CONTOURS.map((contour) => {
    const path = contourPath(contour, (k) => `${px(at(k).x)} ${px(at(k).y)}`);
    return `<path d="${path}"/>`;
  });
  const discs = ranked.map((k) => {
    const { x, y } = at(k);
    const opacity = most > 0 ? 0.12 + (0.4 * values[k]!) / most : 0;
    return `<circle cx="${px(x)}" cy="${px(y)}" r="${px((values[k]! * unit) / parts)}" fill-opacity="${opacity.toFixed(2)}"><title>landmark ${k}: ${percent(values[k]!)} %</title></circle>`;
  });
  const points = values.map((_, k) => {
    const { x, y } = at(k);
    return `<circle cx="${px(x)}" cy="${px(y)}" r="1.6"/>`;
  });
  const texts = ranked.slice(0, labelled).map((k) => {
    const { x, y } = at(k);
    const right = x > width / 2;
    return `<text x="${px(x + (right ? -LABEL_SHIFT : LABEL_SHIFT))}" y="${px(y)}" text-anchor="${right ? "end" : "start"}">${percent(values[k]!)}</text>`;
  });
  const note =
    parts === 1
      ? ""
      : `<text x="8" y="${height - 10}" fill="${ink}">radii at 1/${parts} of the scale</text>`;
  const rect =
    ground === "white" ? `<rect width="100%" height="100%" fill="white"/>` : "";
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">${rect}` +
    `<g fill="none" stroke="#999999">${contours.join("")}</g>` +
    `<g fill="${lines[1]!}">${discs.join("")}</g><g fill="${ink}">${points.join("")}</g>` +
    `<g fill="${ink}" stroke="${halo}" stroke-width="4" paint-order="stroke" dominant-baseline="middle">${texts.join("")}</g>${note}</svg>\n`
  );
}

/** Hundredths of a px are finer than any screen. */
const px = (value: number) => value.toFixed(2);

const percent = (fraction: number) => (100 * fraction).toFixed(1);
