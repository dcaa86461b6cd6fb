import type { CropKernels } from "./crop-kernels.ts";
import {
  align,
  copyPicture,
  SETTINGS,
  OUT,
  rowBytesOf,
  setNormalisation,
} from "./crop-memory.ts";
import type { CropWindow } from "./crop-window.ts";
import type { Normalisation } from "./normalisation.ts";
import type { Picture } from "./picture.ts";

/** Samples an upright window, as `sampleUpright` does. */
export function sampleUprightSimd(
  kernels: CropKernels,
  picture: Picture,
  { centreX, centreY, side }: CropWindow,
  size: number,
  taps: number,
  normalisation: Normalisation,
  pixelStep: number,
  channelStep: number,
  out: Float32Array,
): void {
  const { run } = kernels;
  const { width, height } = picture;
  const reach = Math.ceil((side / (size * taps)) * (taps - 1)) + 2;
  const columnCount = Math.min(width, reach);
  const rowCount = Math.min(height, reach);
  const columns = align(OUT + 4 * out.length);
  const columnWeights = columns + 4 * size;
  const rows = align(columnWeights + 4 * size * columnCount);
  const rowWeights = rows + 4 * size;
  const pairs = align(rowWeights + 4 * size * rowCount);
  const line = align(pairs + 4 * (rowCount + 1));
  kernels.reserve(line);
  run.weigh(
    columns,
    columnWeights,
    centreX,
    side,
    size,
    taps,
    width,
    columnCount,
  );
  run.weigh(rows, rowWeights, centreY, side, size, taps, height, rowCount);
  const left = kernels.ints[columns >> 2]!;
  const right = kernels.ints[(columns >> 2) + size - 1]! + columnCount;
  const top = kernels.ints[rows >> 2]!;
  const bottom = kernels.ints[(rows >> 2) + size - 1]! + rowCount;
  const source = align(line + 16 * (right - left + 3));
  const first = copyPicture(kernels, picture, left, top, right, bottom, source);
  setNormalisation(kernels, normalisation);
  run.sampleUpright(
    first,
    rowBytesOf(picture, left, right),
    right - left,
    size,
    columns,
    columnCount,
    rows,
    rowCount,
    pairs,
    line,
    OUT,
    4 * pixelStep,
    4 * channelStep,
    SETTINGS,
  );
  out.set(kernels.numbers(OUT, out.length));
}
