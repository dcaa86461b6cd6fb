import type { RasterTarget } from "./raster-target.ts";

/** A point on a surface, in the picture. */
export interface SurfacePoint {
  /** Column, px. */
  readonly x: number;
  /** Row, px. */
  readonly y: number;
  /** Depth, px, larger is nearer. */
  readonly z: number;
  /** How much the surface faces the camera: z of its unit normal. */
  readonly facing: number;
}

/** Surfaces steeper than this show next to nothing of themselves: 84 degrees. */
const STEEPEST = 0.1;
/** Room for what is not flat between vertices, px. */
const TOLERANCE = 0.5;

/**
 * Whether the camera sees a point of the surface that was drawn, with one sample a pixel. The depth is that at the centre of
 * the point's pixel, up to 0.71 px away: a surface's own slope within that distance hides nothing.
 */
export function isSeen(
  { width, height, depth }: RasterTarget,
  { x, y, z, facing }: SurfacePoint,
): boolean {
  const column = Math.round(x);
  const row = Math.round(y);
  if (column < 0 || row < 0 || column >= width || row >= height) return false;
  if (facing < STEEPEST) return false;
  const slope = Math.sqrt(1 - Math.min(1, facing * facing)) / facing;
  return depth[row * width + column]! <= z + slope * Math.SQRT1_2 + TOLERANCE;
}
