import { expected } from "@fdhm/errors";
import { cropKernels } from "./crop-kernels.ts";
import type { CropWindow } from "./crop-window.ts";
import type { Normalisation } from "./normalisation.ts";
import type { Picture } from "./picture.ts";
import { sampleTurnedSimd } from "./sample-turned-simd.ts";
import { sampleTurned } from "./sample-turned.ts";
import { sampleUprightSimd } from "./sample-upright-simd.ts";
import { sampleUpright } from "./sample-upright.ts";

/** Order of the numbers: plane after plane (ONNX) or pixel after pixel (tfjs). */
export type Layout = "nchw" | "nhwc";

/** Samples an edge at most, so that a face filling a 4K frame still costs a bounded time. */
const MOST_TAPS = 4;

/**
 * Cuts the window out of the picture as a network's input: the only crop there is, for training, measuring and running.
 *
 * Every input pixel is the mean of `taps x taps` bilinear samples spread evenly over the area it covers, with as many
 * taps as the picture is shrunk (at most 4), so that a large face is averaged and not merely picked from. In a turned window
 * the kernels in WebAssembly take means of 2 x 2 pixels in the taps' place, over areas of the same size. What lies outside the
 * picture is black.
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
  if (!(side > 0) || !Number.isFinite(centreX + centreY + side + roll))
    throw expected("a finite square", "window", window);
  const taps = Math.min(MOST_TAPS, Math.max(1, Math.round(side / size)));
  const pixelStep = layout === "nhwc" ? 3 : 1;
  const channelStep = layout === "nhwc" ? 1 : size * size;
  const kernels = cropKernels();
  if (kernels === undefined) {
    const sample = roll === 0 ? sampleUpright : sampleTurned;
    sample(
      picture,
      window,
      size,
      taps,
      normalisation,
      pixelStep,
      channelStep,
      out,
    );
    return;
  }
  const sample = roll === 0 ? sampleUprightSimd : sampleTurnedSimd;
  sample(
    kernels,
    picture,
    window,
    size,
    taps,
    normalisation,
    pixelStep,
    channelStep,
    out,
  );
}
