import type { CropWindow } from "./crop-window.ts";
import type { Normalisation } from "./normalisation.ts";
import type { Picture } from "./picture.ts";

/**
 * Samples a window that is turned in the picture's plane: tap by tap, each a bilinear mean of four pixels. Runs where
 * `sampleTurnedSimd` cannot.
 *
 * @param taps - samples an edge of each input pixel.
 * @param pixelStep - distance in `out` from a pixel to the next.
 * @param channelStep - distance in `out` from a channel to the next.
 */
export function sampleTurned(
  picture: Picture,
  window: CropWindow,
  size: number,
  taps: number,
  normalisation: Normalisation,
  pixelStep: number,
  channelStep: number,
  out: Float32Array,
): void {
  const { centreX, centreY, side, roll } = window;
  const { data, width, height, channels } = picture;
  const rowBytes = width * channels;
  const step = side / (size * taps);
  const cos = Math.cos(roll) * step;
  const sin = Math.sin(roll) * step;
  const samples = size * taps;
  // Picture position of the first tap; walking one tap right adds (cos, sin), one tap down adds (-sin, cos).
  const startX = centreX + (cos - sin) * (0.5 - samples / 2);
  const startY = centreY + (sin + cos) * (0.5 - samples / 2);
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
