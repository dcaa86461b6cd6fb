import { expected } from "@fdhm/errors";
import type { Picture } from "@fdhm/landmarks";
import type { RasterTarget } from "./raster-target.ts";

/**
 * Lays what was drawn over a background. A pixel takes the mean of its samples, those not covered showing the background:
 * with 2 x 2 samples outlines are smooth. An alpha channel becomes opaque where drawn on and else stays.
 *
 * @param target - what was drawn.
 * @param picture - the background; its `data` is written to.
 * @throws RangeError where the edges of the two differ.
 */
export function composite(target: RasterTarget, picture: Picture): void {
  const { width, height, samples, colour, depth } = target;
  const { data, channels } = picture;
  if (picture.width !== width || picture.height !== height)
    throw expected(
      `${width} x ${height} px`,
      "picture",
      new Error(`${picture.width} x ${picture.height} px`),
    );
  const count = samples * samples;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let covered = 0;
      let r = 0;
      let g = 0;
      let b = 0;
      for (let row = y * samples; row < (y + 1) * samples; row++) {
        const start = (row * width + x) * samples;
        for (let at = start; at < start + samples; at++) {
          if (depth[at] === -Infinity) continue;
          covered++;
          r += colour[3 * at]!;
          g += colour[3 * at + 1]!;
          b += colour[3 * at + 2]!;
        }
      }
      if (covered === 0) continue;
      const at = (y * width + x) * channels;
      const behind = count - covered;
      data[at] = Math.round((r + behind * data[at]!) / count);
      data[at + 1] = Math.round((g + behind * data[at + 1]!) / count);
      data[at + 2] = Math.round((b + behind * data[at + 2]!) / count);
      if (channels === 4)
        data[at + 3] = Math.round(
          (255 * covered + behind * data[at + 3]!) / count,
        );
    }
  }
}

/**
 * How much of each pixel was drawn on.
 *
 * @param target - what was drawn.
 * @returns `width * height` bytes, rows from the top, 255 where all of a pixel's samples are covered.
 */
export function coverage(target: RasterTarget): Uint8Array {
  const { width, height, samples, depth } = target;
  const mask = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let covered = 0;
      for (let row = y * samples; row < (y + 1) * samples; row++) {
        const start = (row * width + x) * samples;
        for (let at = start; at < start + samples; at++)
          if (depth[at] !== -Infinity) covered++;
      }
      mask[y * width + x] = Math.round((255 * covered) / samples ** 2);
    }
  }
  return mask;
}
