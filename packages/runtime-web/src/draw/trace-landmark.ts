import { type DrawContext, PIXEL_CENTRE } from "./draw-context.ts";

/** Begins a path that is a circle around a landmark. */
export function traceLandmark(
  context: DrawContext,
  landmarks: ArrayLike<number>,
  landmark: number,
  radius: number,
): void {
  context.beginPath();
  context.arc(
    landmarks[3 * landmark]! + PIXEL_CENTRE,
    landmarks[3 * landmark + 1]! + PIXEL_CENTRE,
    radius,
    0,
    2 * Math.PI,
  );
}
