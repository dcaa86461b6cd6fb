import { CONTOURS, type Contour } from "@fdhm/landmarks";
import type { FaceAlignment } from "../face-alignment.ts";
import {
  type DrawContext,
  extent,
  faceSize,
  PIXEL_CENTRE,
  RIM,
  strokeOnRim,
} from "./draw-context.ts";
import { partColour, type PartColours } from "./part-colours.ts";
import { seenBy } from "./seen.ts";

/** Options of {@link drawContours}. */
export interface ContourOptions {
  /** Width of the lines in px; 0.9 % of the face's size by default, and at least 1. */
  readonly width?: number;
  /** CSS colour of all lines, or of each part's. */
  readonly colours?: PartColours;
  /** CSS colour beneath the lines, on both sides half their width wider; a dark one by default. */
  readonly rim?: string;
  /** Opacity of lines between landmarks that the camera does not see, 0 to 1; 0.35 by default. */
  readonly hidden?: number;
}

/**
 * Draws a line along each part of the face: jaw, brows, nose, eyes, lips. Where visibility is given, stretches between two
 * landmarks that the camera does not see are pale.
 *
 * @throws RangeError where landmarks are no 68 points that span an area, there are visibilities but not 68, or the width is not positive.
 */
export function drawContours(
  context: DrawContext,
  {
    landmarks,
    visibility,
  }: Pick<FaceAlignment, "landmarks"> &
    Partial<Pick<FaceAlignment, "visibility">>,
  { width: given, colours, rim = RIM, hidden = 0.35 }: ContourOptions = {},
): void {
  const width = extent(given, 0.009, faceSize(landmarks), "width");
  const seen = seenBy(visibility);
  context.save();
  const opaque = context.globalAlpha;
  context.lineCap = "round";
  for (const contour of CONTOURS) {
    const stretches = segments(contour);
    // The pale ones first: the others lie in front of them.
    for (const pale of [true, false]) {
      const drawn = stretches.filter(
        ([a, b]) => pale === !(seen(a) || seen(b)),
      );
      if (drawn.length === 0) continue;
      context.globalAlpha = pale ? opaque * hidden : opaque;
      context.beginPath();
      for (const [a, b] of drawn) {
        context.moveTo(
          landmarks[3 * a]! + PIXEL_CENTRE,
          landmarks[3 * a + 1]! + PIXEL_CENTRE,
        );
        context.lineTo(
          landmarks[3 * b]! + PIXEL_CENTRE,
          landmarks[3 * b + 1]! + PIXEL_CENTRE,
        );
      }
      strokeOnRim(context, width, partColour(colours, contour.part), rim);
    }
  }
  context.restore();
}

/** Pairs of landmarks that the contour joins. */
function segments({ indices, closed }: Contour): [number, number][] {
  const pairs = indices
    .slice(1)
    .map((b, i): [number, number] => [indices[i]!, b]);
  return closed ? [...pairs, [indices.at(-1)!, indices[0]!]] : pairs;
}
