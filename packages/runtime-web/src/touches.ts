import type { Box } from "@fdhm/landmarks";

/** Whether part of a box lies in an image of this size, px. */
export function touches(
  { x, y, width, height }: Box,
  image: Pick<Box, "width" | "height">,
): boolean {
  return x < image.width && y < image.height && x + width > 0 && y + height > 0;
}
