import { toSample } from "./raster-target.ts";

/** Vertices are rounded to this part of a sample, so that whole numbers decide which samples a triangle covers. */
export const SUBSAMPLES = 256;

/** Vertices in the sample grid, whole numbers of `1 / SUBSAMPLES`: xy pairs. Exact while within 100,000 px. */
export function toFixedPoint(
  vertices: Float32Array,
  samples: number,
): Float64Array {
  const fixed = new Float64Array((vertices.length / 3) * 2);
  for (let i = 0, j = 0; i < vertices.length; i += 3) {
    fixed[j++] = Math.round(toSample(vertices[i]!, samples) * SUBSAMPLES);
    fixed[j++] = Math.round(toSample(vertices[i + 1]!, samples) * SUBSAMPLES);
  }
  return fixed;
}

/** Twice the area of a triangle of xy pairs, positive when clockwise as seen with y down. */
export function doubleArea(
  xy: Float64Array | Float32Array,
  a: number,
  b: number,
  c: number,
): number {
  return (
    (xy[2 * b]! - xy[2 * a]!) * (xy[2 * c + 1]! - xy[2 * a + 1]!) -
    (xy[2 * b + 1]! - xy[2 * a + 1]!) * (xy[2 * c]! - xy[2 * a]!)
  );
}
