import type { Picture } from "@fdhm/landmarks";
import { blur } from "../../pixels/blur.ts";
import { addNoise } from "../../pixels/noise.ts";
import { changeTone, type ToneSettings } from "../../pixels/tone.ts";
import { between, type Random } from "../../random.ts";

/** What a camera does to the picture, weaker than what augmentation adds. */
const CAMERA: ToneSettings = {
  brightness: 0.05,
  contrast: 0.25,
  gamma: 0.2,
  tint: 0.05,
  saturation: 0.2,
  grey: 0.12,
};

/**
 * Does to a drawn picture what lens and sensor do, in place.
 *
 * @param pixels - `size * size * 3` numbers from 0 to 255, NHWC.
 * @param mask - `size * size` numbers from 0 to 255: what the lens blurs in the picture it blurs here too.
 */
export function photograph(
  pixels: Float32Array,
  mask: Uint8Array,
  size: number,
  random: Random,
): void {
  changeTone(pixels, random, CAMERA);
  if (random.uniform() < 0.5) {
    const passes = Math.ceil(between(random, 0, 3));
    blur(pixels, size, passes);
    blurMask(mask, size, passes);
  }
  if (random.uniform() < 0.5) addNoise(pixels, random, between(random, 0, 8));
}

/** The picture's blur has three channels: the mask lends it three equal ones. */
function blurMask(mask: Uint8Array, size: number, passes: number): void {
  const grey = new Float32Array(3 * mask.length);
  for (let i = 0; i < mask.length; i++) grey.fill(mask[i]!, 3 * i, 3 * i + 3);
  blur(grey, size, passes);
  for (let i = 0; i < mask.length; i++) mask[i] = grey[3 * i]! + 0.5;
}

/**
 * Rounds a square of `size * size * 3` numbers from 0 to 255 to bytes.
 */
export function toPicture(pixels: Float32Array, size: number): Picture {
  const data = new Uint8Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) data[i] = pixels[i]! + 0.5;
  return { data, width: size, height: size, channels: 3 };
}
