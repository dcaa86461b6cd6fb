import type { CropKernels } from "./crop-kernels.ts";
import type { Normalisation } from "./normalisation.ts";
import type { Picture } from "./picture.ts";

/** Where the kernels' memory holds what they are told, 64 bytes, and then the crop; what stands behind it depends on the call. */
export const SETTINGS = 1024;
export const OUT = 1088;

/** Bytes that kernels may read or write behind what they are asked to. */
export const SLACK = 64;

/** Up to this many bytes a picture is copied as a whole: a part of it costs a view, and with that garbage, every frame. */
const COPIED_WHOLE = 2 << 20;

/** The next multiple of 16 bytes. */
export function align(at: number): number {
  return (at + 15) & -16;
}

/** Bytes from a row to the next of what {@link copyPicture} leaves. */
export function rowBytesOf(
  picture: Picture,
  left: number,
  right: number,
): number {
  return picture.channels === 4 ? 4 * picture.width : 4 * (right - left);
}

/**
 * Copies at least a part of the picture behind `source`, as RGBA.
 *
 * @returns where its first pixel stands.
 */
export function copyPicture(
  kernels: CropKernels,
  { data, width, channels }: Picture,
  left: number,
  top: number,
  right: number,
  bottom: number,
  source: number,
): number {
  const rowBytes = channels * width;
  const whole = data.length <= COPIED_WHOLE;
  const length = whole ? data.length : (bottom - top) * rowBytes;
  const wide = align(source + length + SLACK);
  const columns = right - left;
  // Rows are read in pairs: of an odd number, one more than there are.
  const behind =
    channels === 4 ? rowBytes : 4 * columns * (bottom - top + 1) + SLACK;
  kernels.reserve(wide + behind);
  kernels.bytes.set(
    whole ? data : data.subarray(top * rowBytes, bottom * rowBytes),
    source,
  );
  const first = source + channels * left + (whole ? top * rowBytes : 0);
  if (channels === 4) return first;
  kernels.run.widen(first, rowBytes, wide, columns, bottom - top);
  return wide;
}

/** Tells the kernels by what to normalise. */
export function setNormalisation(
  { floats }: CropKernels,
  { mean, deviation }: Normalisation,
): void {
  for (let c = 0; c < 3; c++) {
    floats[SETTINGS / 4 + c] = mean[c]!;
    floats[SETTINGS / 4 + 4 + c] = 1 / deviation[c]!;
  }
}
