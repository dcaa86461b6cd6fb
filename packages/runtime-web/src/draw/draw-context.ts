import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT, tightBox } from "@fdhm/landmarks";

/** What everything is drawn on: the 2D context of a canvas in the page or off it. Its transform applies; its state comes back as it was. */
export type DrawContext =
  CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Where pixel centres lie on a canvas: landmarks count them from 0, a canvas counts from the pixel's corner. */
export const PIXEL_CENTRE = 0.5;

/** Goes round or beneath what is drawn, so that it can be read on light and on dark pictures. */
export const RIM = "rgb(0 0 0 / 60%)";

/**
 * The measure of a face that lines and points are drawn in proportion to: sqrt(w h) of its landmarks' box.
 *
 * @param landmarks - 68 xyz triples in px; z is not looked at.
 * @returns px.
 * @throws RangeError where there are not 68 triples, x or y of one is not finite, or they span no area.
 */
export function faceSize(landmarks: ArrayLike<number>): number {
  if (landmarks.length !== 3 * LANDMARK_COUNT)
    throw expected(
      `${LANDMARK_COUNT} xyz triples`,
      "landmarks",
      `${landmarks.length} numbers`,
    );
  const { width, height } = tightBox(landmarks);
  return Math.sqrt(width * height);
}

/**
 * An extent in px that the caller gave, or else a share of the face.
 *
 * @throws RangeError where the one given is not positive.
 */
export function extent(
  given: number | undefined,
  share: number,
  size: number,
  name: string,
): number {
  if (given === undefined) return Math.max(1, share * size);
  if (!(given > 0 && given < Infinity))
    throw expected("positive px", name, given);
  return given;
}

/** Strokes the path in a colour, on a rim half the width to each side. */
export function strokeOnRim(
  context: DrawContext,
  width: number,
  colour: string,
  rim: string,
): void {
  context.lineWidth = 2 * width;
  context.strokeStyle = rim;
  context.stroke();
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.stroke();
}
