import { expected } from "@fdhm/errors";
import { axisValues } from "./axis-values.ts";
import { gaussianProfile } from "./gaussian-profile.ts";
import { checkSize, type DhmOptions } from "./render-dhm.ts";
import { spreadLandmarks } from "./spread-landmarks.ts";

/** Where in a buffer the maps of a batch go. */
export interface DhmBatchOptions extends DhmOptions {
  /** Where the first map's first number goes in `out`; 0 where absent. */
  readonly offset?: number | undefined;
  /** Numbers from one pixel to the next, at least 3; 3 where absent. */
  readonly pixelStride?: number | undefined;
}

/**
 * Draws one map a face into one buffer, see `renderDhm`. With an offset and a stride the maps go between other
 * channels, which are left as they are: `{ offset: 3, pixelStride: 6 }` fills the DHM half of the `[image, DHM]` input of
 * the paper's DHM + RNN, NHWC.
 *
 * @param landmarks - `batch` faces one after another, xyz triples in px of the map, `batch * 3 N` numbers.
 * @param batch - how many faces, B.
 * @param size - edge of the square maps in px.
 * @param out - receives the maps one after another, `size * size * pixelStride` numbers each.
 * @param options - see {@link DhmBatchOptions}.
 * @returns `out`.
 * @throws RangeError where a length, the size, sigma, the offset or the stride is wrong or a coordinate is not finite.
 */
export function renderDhmBatch(
  landmarks: Float32Array,
  batch: number,
  size: number,
  out: Float32Array,
  options: DhmBatchOptions = {},
): Float32Array {
  checkSize(size);
  const { offset = 0, pixelStride = 3 } = options;
  if (!Number.isInteger(batch) || batch <= 0)
    throw expected("a positive number of faces", "batch", batch);
  if (landmarks.length % (3 * batch) !== 0)
    throw expected(
      `${batch} faces of xyz triples`,
      "landmarks",
      landmarks.length,
    );
  if (!Number.isInteger(pixelStride) || pixelStride < 3)
    throw expected("an integer from 3", "pixelStride", pixelStride);
  if (!Number.isInteger(offset) || offset < 0)
    throw expected("an integer from 0", "offset", offset);
  const pixels = size * size;
  const needed = offset + (batch * pixels - 1) * pixelStride + 3;
  if (out.length < needed)
    throw expected(`at least ${needed} numbers`, "out", out);
  const profile = gaussianProfile(options.sigma);
  const faceLength = landmarks.length / batch;
  // Every face is checked before the first map is drawn.
  const faces = Array.from({ length: batch }, (_, b) => {
    const face = landmarks.subarray(b * faceLength, (b + 1) * faceLength);
    return { face, values: axisValues(face) };
  });
  faces.forEach(({ face, values }, b) => {
    const start = offset + b * pixels * pixelStride;
    clear(out, start, pixels, pixelStride);
    spreadLandmarks(face, values, profile, size, out, start, pixelStride);
  });
  return out;
}

function clear(
  out: Float32Array,
  start: number,
  pixels: number,
  pixelStride: number,
): void {
  if (pixelStride === 3) {
    out.fill(0, start, start + 3 * pixels);
    return;
  }
  for (let p = 0, at = start; p < pixels; p++, at += pixelStride) {
    out[at] = 0;
    out[at + 1] = 0;
    out[at + 2] = 0;
  }
}
