import { expected } from "@fdhm/errors";
import type { CropWindow } from "./crop-window.ts";
import type { Normalisation } from "./normalisation.ts";
import type { Picture } from "./picture.ts";

/** Order of the numbers: plane after plane (ONNX) or pixel after pixel (tfjs). */
export type Layout = "nchw" | "nhwc";

/** Samples an edge at most, so that a face filling a 4K frame still costs a bounded time. */
const MOST_TAPS = 4;

/**
 * Cuts the window out of the picture as a network's input: the only crop there is, for training, measuring and running.
 *
 * Every input pixel is the mean of `taps x taps` bilinear samples spread evenly over the area it covers, with as many
 * taps as the picture is shrunk (at most 4), so that a large face is averaged and not merely picked from. What lies
 * outside the picture is black.
 *
 * @param picture - RGB or RGBA.
 * @param window - the square to cut, may reach beyond the picture.
 * @param size - edge of the network's input in px.
 * @param normalisation - applied to each channel.
 * @param layout - order of `out`.
 * @param out - receives `3 * size * size` numbers.
 * @throws RangeError where `out` has another length or the window is not finite.
 */
export function sampleCrop(
  picture: Picture,
  window: CropWindow,
  size: number,
  normalisation: Normalisation,
  layout: Layout,
  out: Float32Array,
): void {
  if (out.length !== 3 * size * size)
    throw expected(`3 x ${size} x ${size} numbers`, "out", out);
  const { centreX, centreY, side, roll } = window;
  if (!(side > 0) || ![centreX, centreY, side, roll].every(Number.isFinite))
    throw expected("a finite square", "window", window);
  const { data, width, height, channels } = picture;
  const rowBytes = width * channels;
  const taps = Math.min(MOST_TAPS, Math.max(1, Math.round(side / size)));
  const step = side / (size * taps);
  const cos = Math.cos(roll) * step;
  const sin = Math.sin(roll) * step;
  const samples = size * taps;
  // Picture position of the first tap; walking one tap right adds (cos, sin), one tap down adds (-sin, cos).
  const startX = centreX + (cos - sin) * (0.5 - samples / 2);
  const startY = centreY + (sin + cos) * (0.5 - samples / 2);
  const [pixelStep, channelStep] =
    layout === "nhwc" ? [3, 1] : [1, size * size];
  const weight = 1 / (taps * taps);
  const [r0, g0, b0] = normalisation.mean;
  const rs = 1 / normalisation.deviation[0];
  const gs = 1 / normalisation.deviation[1];
  const bs = 1 / normalisation.deviation[2];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let v = row * taps; v < (row + 1) * taps; v++) {
        for (let u = column * taps; u < (column + 1) * taps; u++) {
          const x = startX + cos * u - sin * v;
          const y = startY + sin * u + cos * v;
          const x0 = Math.floor(x);
          const y0 = Math.floor(y);
          if (x0 < -1 || y0 < -1 || x0 >= width || y0 >= height) continue;
          const fx = x - x0;
          const fy = y - y0;
          const at = y0 * rowBytes + x0 * channels;
          // Weights of the four neighbours; one outside the picture is black, that is, absent.
          const left = x0 >= 0;
          const right = x0 + 1 < width;
          if (y0 >= 0) {
            if (left) {
              const w = (1 - fx) * (1 - fy);
              r += w * data[at]!;
              g += w * data[at + 1]!;
              b += w * data[at + 2]!;
            }
            if (right) {
              const w = fx * (1 - fy);
              r += w * data[at + channels]!;
              g += w * data[at + channels + 1]!;
              b += w * data[at + channels + 2]!;
            }
          }
          if (y0 + 1 < height) {
            const below = at + rowBytes;
            if (left) {
              const w = (1 - fx) * fy;
              r += w * data[below]!;
              g += w * data[below + 1]!;
              b += w * data[below + 2]!;
            }
            if (right) {
              const w = fx * fy;
              r += w * data[below + channels]!;
              g += w * data[below + channels + 1]!;
              b += w * data[below + channels + 2]!;
            }
          }
        }
      }
      const at = (row * size + column) * pixelStep;
      out[at] = (r * weight - r0) * rs;
      out[at + channelStep] = (g * weight - g0) * gs;
      out[at + 2 * channelStep] = (b * weight - b0) * bs;
    }
  }
}
