import { PARTS, type Part } from "@fdhm/landmarks";
import type { FaceAlignment } from "../face-alignment.ts";
import { type DrawContext, extent, faceSize, RIM } from "./draw-context.ts";
import { partColour, type PartColours } from "./part-colours.ts";
import { traceLandmark } from "./trace-landmark.ts";

/** Options of {@link drawPoints}. */
export interface PointOptions {
  /** Radius of a point in px; 1.2 % of the face's size by default, and at least 1. */
  readonly radius?: number;
  /** CSS colour of all points, or of each part's. */
  readonly colours?: PartColours;
  /** CSS colour of the rim around each point; a dark one by default. */
  readonly rim?: string;
}

/**
 * Draws the 68 landmarks as discs with a rim, in the colours of their parts.
 *
 * @throws RangeError where landmarks are no 68 points that span an area, or the radius is not positive.
 */
export function drawPoints(
  context: DrawContext,
  { landmarks }: Pick<FaceAlignment, "landmarks">,
  { radius: given, colours, rim = RIM }: PointOptions = {},
): void {
  const radius = extent(given, 0.012, faceSize(landmarks), "radius");
  context.save();
  context.lineWidth = radius / 2;
  context.strokeStyle = rim;
  for (const [part, [first, end]] of Object.entries(PARTS)) {
    context.fillStyle = partColour(colours, part as Part);
    for (let k = first; k < end; k++) {
      traceLandmark(context, landmarks, k, radius);
      context.fill();
      context.stroke();
    }
  }
  context.restore();
}
