import type { Box } from "@fdhm/landmarks";

/**
 * Area that two boxes share over the area that they cover together (intersection over union).
 *
 * @returns 0 for boxes apart to 1 for the same box.
 */
export function boxOverlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (!(width > 0 && height > 0)) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}
