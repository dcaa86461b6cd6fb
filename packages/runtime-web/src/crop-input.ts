import { expected } from "@fdhm/errors";
import {
  boxIn,
  protocolWindow,
  sampleCrop,
  type Box,
  type CropWindow,
  type Decoding,
} from "@fdhm/landmarks";
import type { OpenImage, Region } from "./pixels.ts";

/**
 * Fills a network's input with the face in `box`.
 *
 * Only the part of the image that the window covers is read, so that a small face in a 4K frame costs little.
 *
 * @param roll - turn of the crop in radians, clockwise; 0 for an upright one.
 * @param out - receives `3 * inputSize * inputSize` numbers, plane after plane.
 * @param name - of the box, for errors.
 * @returns the window, in pixels of the image.
 * @throws RangeError where the box is not finite, has no extent or lies outside the image.
 */
export function cropInput(
  image: OpenImage,
  box: Box,
  roll: number,
  decoding: Decoding,
  out: Float32Array,
  name: string,
): CropWindow {
  if (typeof box !== "object" || box === null)
    throw expected("{x, y, width, height}", name, box);
  boxIn(box, image, name);
  if (!Number.isFinite(roll)) throw expected("finite radians", "roll", roll);
  const window = {
    ...protocolWindow(box, decoding.boxScale, decoding.boxShift),
    roll,
  };
  const { picture, x, y } = image.read(regionOf(window, image));
  sampleCrop(
    picture,
    { ...window, centreX: window.centreX - x, centreY: window.centreY - y },
    decoding.inputSize,
    decoding.normalisation,
    "nchw",
    out,
  );
  return window;
}

/** The window's upright bounds within the image, with the neighbours that bilinear samples at its rim ask for. */
function regionOf(
  { centreX, centreY, side, roll }: CropWindow,
  { width, height }: { readonly width: number; readonly height: number },
): Region {
  const reach =
    (side / 2) * (Math.abs(Math.cos(roll)) + Math.abs(Math.sin(roll)));
  // A turned window is sampled from means of up to 4 x 4 pixels.
  const before = roll === 0 ? 1 : 4;
  const within = (position: number, length: number) =>
    Math.min(length, Math.max(0, position));
  // A window that a shift moves off the image still reads one pixel: a canvas has no empty region.
  const left = Math.min(
    within(Math.floor(centreX - reach) - before, width),
    width - 1,
  );
  const top = Math.min(
    within(Math.floor(centreY - reach) - before, height),
    height - 1,
  );
  const right = within(Math.ceil(centreX + reach) + before + 1, width);
  const bottom = within(Math.ceil(centreY + reach) + before + 1, height);
  return {
    x: left,
    y: top,
    width: Math.max(1, right - left),
    height: Math.max(1, bottom - top),
  };
}
