import { occlude } from "../../pixels/occlusion.ts";
import type { Random } from "../../random.ts";

/**
 * Lays a patch over the picture, in place, and enters it in the mask: it stands in front of the head.
 *
 * @param pixels - `size * size * 3` numbers from 0 to 255, NHWC.
 * @param mask - `size * size` numbers from 0 to 255.
 */
export function layPatch(
  pixels: Float32Array,
  mask: Uint8Array,
  size: number,
  random: Random,
): void {
  const before = pixels.slice();
  occlude(pixels, size, random);
  for (let i = 0; i < mask.length; i++)
    if (
      pixels[3 * i] !== before[3 * i] ||
      pixels[3 * i + 1] !== before[3 * i + 1] ||
      pixels[3 * i + 2] !== before[3 * i + 2]
    )
      mask[i] = 255;
}
