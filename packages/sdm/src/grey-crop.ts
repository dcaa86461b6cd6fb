import {
  sampleCrop,
  type CropWindow,
  type Normalisation,
  type Picture,
} from "@fdhm/landmarks";

/** Red, green and blue divided so that a pixel's three numbers add up to its grey level (the luma of ITU-R BT.601), 0 to 255. */
export const GREY_PARTS: Normalisation = {
  mean: [0, 0, 0],
  deviation: [1 / 0.299, 1 / 0.587, 1 / 0.114],
};

/**
 * Cuts the window out of the picture in grey, as `sampleCrop` of `@fdhm/landmarks` cuts it in colour.
 *
 * @param size - edge of the crop in px.
 * @param out - receives `size * size` grey levels from 0 to 255, rows from the top.
 * @throws RangeError where `out` has another length or the window is not finite.
 */
export function cutGrey(
  picture: Picture,
  window: CropWindow,
  size: number,
  out: Float32Array = new Float32Array(size * size),
): Float32Array {
  const pixels = size * size;
  const parts = new Float32Array(3 * pixels);
  sampleCrop(picture, window, size, GREY_PARTS, "nchw", parts);
  for (let i = 0; i < pixels; i++)
    out[i] = parts[i]! + parts[pixels + i]! + parts[2 * pixels + i]!;
  return out;
}
