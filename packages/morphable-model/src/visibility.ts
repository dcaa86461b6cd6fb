import { expected } from "@fdhm/errors";
import { type RasterTarget, toSample } from "./raster-target.ts";

/**
 * Which landmarks the camera sees, by the depth that was drawn: one is hidden when the surface at its place lies nearer to
 * the camera than itself by more than the tolerance. It must be generous (2 to 3 % of the face's width): at the outline of a face the depth of
 * neighbouring pixels differs by much.
 *
 * @param target - the surface that was drawn, in the same picture.
 * @param landmarks - xyz triples in picture px with the same depth, `3 N` numbers.
 * @param tolerance - px of depth.
 * @param out - receives 1 (seen) or 0 (hidden, or outside the picture) a landmark, N numbers.
 * @throws RangeError where a length is wrong, the tolerance is negative, or a landmark is not finite.
 */
export function landmarkVisibility(
  target: RasterTarget,
  landmarks: Float32Array,
  tolerance: number,
  out: Float32Array = new Float32Array(landmarks.length / 3),
): Float32Array {
  if (landmarks.length % 3 !== 0)
    throw expected("xyz triples (3 N numbers)", "landmarks", landmarks.length);
  if (out.length !== landmarks.length / 3)
    throw expected(`${landmarks.length / 3} numbers`, "out", out);
  if (!(tolerance >= 0)) throw expected("px from 0", "tolerance", tolerance);
  const { samples, depth } = target;
  const columns = target.width * samples;
  const rows = target.height * samples;
  for (let i = 0; i < out.length; i++) {
    const x = Math.round(toSample(landmarks[3 * i]!, samples));
    const y = Math.round(toSample(landmarks[3 * i + 1]!, samples));
    const z = landmarks[3 * i + 2]!;
    if (!Number.isFinite(x + y + z))
      throw expected("finite numbers", `landmark ${i}`, [x, y, z]);
    const inside = x >= 0 && y >= 0 && x < columns && y < rows;
    out[i] = inside && depth[y * columns + x]! <= z + tolerance ? 1 : 0;
  }
  return out;
}
