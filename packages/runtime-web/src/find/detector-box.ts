import { expected } from "@fdhm/errors";
import type { Box } from "@fdhm/landmarks";

/** How a detector's box becomes the tight box of the 68 landmarks. */
export interface DetectorBoxOptions {
  /**
   * Width and height of our box in those of the detector's, one number for both or one each; above 0. 1 by default: the box
   * as it is.
   */
  readonly scale?: number | readonly [width: number, height: number];
  /** From the middle of the detector's box to ours, right and down in its widths and heights; [0, 0] by default. */
  readonly shift?: readonly [right: number, down: number];
}

/**
 * Checks the options once and gives what is to be done to each box.
 *
 * @throws RangeError where `scale` or `shift` is out of range.
 */
export function detectorBox({
  scale = 1,
  shift = [0, 0],
}: DetectorBoxOptions): (box: Box) => Box {
  const scales = typeof scale === "number" ? [scale, scale] : scale;
  if (scales.length !== 2 || !scales.every((s) => s > 0 && s < Infinity))
    throw expected("one or two numbers above 0", "scale", scale);
  if (shift.length !== 2 || !shift.every(Number.isFinite))
    throw expected("two finite numbers", "shift", shift);
  const [scaleX = 1, scaleY = 1] = scales;
  const [right, down] = shift;
  return ({ x, y, width, height }) => ({
    x: x + width * (0.5 + right - scaleX / 2),
    y: y + height * (0.5 + down - scaleY / 2),
    width: width * scaleX,
    height: height * scaleY,
  });
}
