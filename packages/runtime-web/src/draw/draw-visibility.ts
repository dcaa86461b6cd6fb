import { PARTS, type Part } from "@fdhm/landmarks";
import type { FaceAlignment } from "../face-alignment.ts";
import { type DrawContext, extent, faceSize, RIM } from "./draw-context.ts";
import type { PointOptions } from "./draw-points.ts";
import { partColour } from "./part-colours.ts";
import { seenBy } from "./seen.ts";
import { traceLandmark } from "./trace-landmark.ts";

/**
 * Draws the landmarks that the camera sees as discs and those that are turned away from it as rings, in the colours of their
 * parts: seen is a visibility of 0.25 and more.
 *
 * @throws RangeError as `drawPoints`, and where there are not 68 visibilities.
 */
export function drawVisibility(
  context: DrawContext,
  { landmarks, visibility }: Pick<FaceAlignment, "landmarks" | "visibility">,
  { radius: given, colours, rim = RIM }: PointOptions = {},
): void {
  const radius = extent(given, 0.014, faceSize(landmarks), "radius");
  const seen = seenBy(visibility);
  context.save();
  for (const [part, [first, end]] of Object.entries(PARTS)) {
    const colour = partColour(colours, part as Part);
    for (let k = first; k < end; k++) {
      traceLandmark(context, landmarks, k, radius);
      context.strokeStyle = rim;
      context.lineWidth = seen(k) ? radius / 2 : radius;
      context.stroke();
      if (seen(k)) {
        context.fillStyle = colour;
        context.fill();
      } else {
        context.strokeStyle = colour;
        context.lineWidth = radius / 2;
        context.stroke();
      }
    }
  }
  context.restore();
}
