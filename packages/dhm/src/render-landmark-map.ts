import { axisValues } from "./axis-values.ts";
import { gaussianProfile } from "./gaussian-profile.ts";
import { checkSize, type DhmOptions } from "./render-dhm.ts";
import { spreadLandmarks } from "./spread-landmarks.ts";

/**
 * Draws the plain heat map of landmarks in the plane: one channel, a Gaussian of peak 1 at every landmark's pixel, drawn as
 * `renderDhm` draws it. It tells where landmarks are but neither which nor how deep: what the paper's ablation "RNN-2D"
 * (figure 5a) starts from in place of the DHM.
 *
 * @param landmarks - xyz triples, `3 N` numbers in px of the map; z is not looked at but has to be finite.
 * @param size - edge of the square map in px.
 * @param options - see {@link DhmOptions}.
 * @returns `size * size` numbers from 0 to 1, row by row.
 * @throws RangeError where a length, the size or sigma is wrong or a coordinate is not finite.
 */
export function renderLandmarkMap(
  landmarks: Float32Array,
  size: number,
  options: DhmOptions = {},
): Float32Array {
  checkSize(size);
  const ones = axisValues(landmarks).fill(1);
  const map = new Float32Array(3 * size * size);
  const profile = gaussianProfile(options.sigma);
  spreadLandmarks(landmarks, ones, profile, size, map, 0, 3);
  // The three channels are alike.
  return Float32Array.from({ length: size * size }, (_, p) => map[3 * p]!);
}
