import type { Picture } from "@fdhm/landmarks";
import { blur } from "../pixels/blur.ts";
import { addNoise } from "../pixels/noise.ts";
import { occlude } from "../pixels/occlusion.ts";
import { changeTone, type ToneSettings } from "../pixels/tone.ts";
import { between, type Random } from "../random.ts";

/** What a camera does to the picture, weaker than what augmentation adds. */
const CAMERA: ToneSettings = {
  brightness: 0.05,
  contrast: 0.15,
  gamma: 0.2,
  tint: 0.05,
  saturation: 0.2,
  grey: 0.05,
};

/** Adds what may stand in front of a face, and what lens and sensor do to a drawn picture. */
export function photograph(picture: Picture, random: Random): Picture {
  const size = picture.width;
  const pixels = Float32Array.from(picture.data);
  if (random.uniform() < 0.15) occlude(pixels, size, random);
  changeTone(pixels, random, CAMERA);
  if (random.uniform() < 0.5)
    blur(pixels, size, Math.ceil(between(random, 0, 3)));
  if (random.uniform() < 0.5) addNoise(pixels, random, between(random, 0, 8));
  return toPicture(pixels, size);
}

/**
 * Rounds a square of `size * size * 3` numbers from 0 to 255 to bytes.
 */
export function toPicture(pixels: Float32Array, size: number): Picture {
  const data = new Uint8Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) data[i] = pixels[i]! + 0.5;
  return { data, width: size, height: size, channels: 3 };
}
