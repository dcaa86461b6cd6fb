import { blur } from "../pixels/blur.ts";
import { paintHand } from "../pixels/hand.ts";
import { compressJpeg } from "../pixels/jpeg.ts";
import { blurMotion } from "../pixels/motion-blur.ts";
import { addNoise } from "../pixels/noise.ts";
import { occlude } from "../pixels/occlusion.ts";
import { lowerResolution } from "../pixels/resolution.ts";
import { paintStrands } from "../pixels/strands.ts";
import { changeTone } from "../pixels/tone.ts";
import { between, type Random } from "../random.ts";
import type { AugmentSettings } from "./augment-settings.ts";

const BLUR_PASSES = 4;

/**
 * Does to a picture, in place, what happens between the face and the network, in its order: something in front, light,
 * lens and shutter, sensor, file.
 *
 * @param pixels - `size * size * 3` numbers from 0 to 255, NHWC.
 */
export function spoil(
  pixels: Float32Array,
  size: number,
  settings: AugmentSettings,
  random: Random,
): void {
  const drawn = (chance: number): boolean => random.uniform() < chance;
  if (drawn(settings.hair)) paintStrands(pixels, size, random);
  if (drawn(settings.hands)) paintHand(pixels, size, random);
  if (drawn(settings.occlusion)) occlude(pixels, size, random);
  changeTone(pixels, random, settings);
  if (drawn(settings.blur))
    blur(pixels, size, Math.ceil(between(random, 0, BLUR_PASSES)));
  if (drawn(settings.motionBlur)) {
    const length = between(random, 0, settings.motionLength) * size;
    blurMotion(pixels, size, length, between(random, 0, Math.PI));
  }
  if (drawn(settings.lowResolution)) {
    const share = between(random, settings.lowestResolution, 1);
    lowerResolution(pixels, size, Math.max(1, Math.round(share * size)));
  }
  if (drawn(settings.noise))
    addNoise(pixels, random, between(random, 0, settings.noiseDeviation));
  if (drawn(settings.jpeg)) {
    const [worst, best] = settings.jpegQuality;
    compressJpeg(pixels, size, Math.round(between(random, worst, best)));
  }
}
