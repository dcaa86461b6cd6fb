import { expected } from "@fdhm/errors";
import { axisValues } from "./axis-values.ts";
import { gaussianProfile } from "./gaussian-profile.ts";
import { spreadLandmarks } from "./spread-landmarks.ts";

/** How a map is drawn. */
export interface DhmOptions {
  /** Standard deviation of the Gaussian in px of the map; 1 as in the paper. */
  readonly sigma?: number | undefined;
}

/**
 * Draws a 3D diffusion heat map (DHM), eq. 3 and Algorithm 1 of the paper. For each axis j of x, y, z, the landmarks'
 * coordinates are shifted and scaled to 0 to 1 over the face; value j of landmark k is written into channel j at the
 * landmark's pixel (the nearest one) and spread with a Gaussian that keeps its peak, each channel alone. Where the
 * Gaussians of two landmarks overlap the larger value stays: a sum would tell how many landmarks are near instead of
 * where they are, and leave the range.
 *
 * The Gaussian is drawn out to 4 sigma along x and along y; what is left out is below `exp(-8) = 0.00034`. A landmark
 * outside the map still gives the part of its Gaussian that lies inside. Along an axis on which all landmarks agree there is
 * nothing to tell: its channel is 0.
 *
 * @param landmarks - xyz triples, `3 N` numbers in px of the map: integers are pixel centres, y down; z in any unit.
 * @param size - edge of the square map in px.
 * @param options - see {@link DhmOptions}.
 * @param out - receives `size * size * 3` numbers from 0 to 1, row by row, the x, y and z value of each pixel; its former
 *   content is overwritten.
 * @throws RangeError where a length, the size or sigma is wrong or a coordinate is not finite.
 */
export function renderDhm(
  landmarks: Float32Array,
  size: number,
  options: DhmOptions = {},
  out?: Float32Array,
): Float32Array {
  checkSize(size);
  const length = size * size * 3;
  if (out !== undefined && out.length !== length)
    throw expected(`${length} numbers`, "out", out);
  const values = axisValues(landmarks);
  const profile = gaussianProfile(options.sigma);
  const map = out?.fill(0) ?? new Float32Array(length);
  spreadLandmarks(landmarks, values, profile, size, map, 0, 3);
  return map;
}

/**
 * Refuses an edge that no map can have.
 *
 * @throws RangeError where it is not a positive integer.
 */
export function checkSize(size: number): void {
  if (!Number.isInteger(size) || size <= 0)
    throw expected("a positive number of px", "size", size);
}
