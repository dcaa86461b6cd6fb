import {
  sampleCrop,
  type CropWindow,
  type Normalisation,
  type Picture,
} from "@fdhm/landmarks";
import { between, type Random } from "../random.ts";
import { drawNegative, removeFace, type NegativeKind } from "./negative.ts";

const RAW: Normalisation = { mean: [0, 0, 0], deviation: [1, 1, 1] };

/** Places tried before a picture is taken to have no room. */
const TRIES = 64;

/**
 * Cuts a crop without a face from a picture of one, to measure a score on. The kinds that training knows are drawn as
 * training draws them, but from the whole picture; nothing else is done to them.
 *
 * @param face - the protocol's window about the face.
 * @param kinds - the ones to draw from, in training's proportions; `"elsewhere"` is any other place of the picture.
 * @param size - edge of the crop in px.
 * @returns an RGB picture, or undefined where the picture has no room beside the face.
 * @throws RangeError where `kinds` is empty.
 */
export function cutWithoutFace(
  picture: Picture,
  face: CropWindow,
  kinds: readonly NegativeKind[] | "elsewhere",
  size: number,
  random: Random,
): Picture | undefined {
  const pixels = new Float32Array(3 * size * size);
  if (kinds === "elsewhere") {
    const window = drawElsewhere(picture, face, random);
    if (window === undefined) return undefined;
    sampleCrop(picture, window, size, RAW, "nhwc", pixels);
  } else {
    const negative = drawNegative(random, kinds);
    const { centreX, centreY, side, roll } = negative.window;
    const window = {
      centreX: face.centreX + face.side * centreX,
      centreY: face.centreY + face.side * centreY,
      side: face.side * side,
      roll,
    };
    sampleCrop(picture, window, size, RAW, "nhwc", pixels);
    removeFace(pixels, size, negative, random);
  }
  const data = Uint8Array.from(pixels, (value) => value + 0.5);
  return { data, width: size, height: size, channels: 3 };
}

/** A window of 0.4 to 1.2 sides of the face's within the picture, that the face's does not touch. */
function drawElsewhere(
  { width, height }: Picture,
  face: CropWindow,
  random: Random,
): CropWindow | undefined {
  for (let i = 0; i < TRIES; i++) {
    const side = face.side * between(random, 0.4, 1.2);
    const window = {
      centreX: between(random, side / 2, width - 1 - side / 2),
      centreY: between(random, side / 2, height - 1 - side / 2),
      side,
      roll: 0,
    };
    const apart = Math.max(
      Math.abs(window.centreX - face.centreX),
      Math.abs(window.centreY - face.centreY),
    );
    if (side < Math.min(width, height) && apart >= (side + face.side) / 2)
      return window;
  }
  return undefined;
}
