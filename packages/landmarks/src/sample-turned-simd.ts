import type { CropKernels } from "./crop-kernels.ts";
import {
  align,
  copyPicture,
  SETTINGS,
  OUT,
  rowBytesOf,
  setNormalisation,
  SLACK,
} from "./crop-memory.ts";
import type { CropWindow } from "./crop-window.ts";
import type { Normalisation } from "./normalisation.ts";
import type { Picture } from "./picture.ts";

/** Where the position and the turn stand, as doubles: behind the normalisation. */
const TURN = (SETTINGS + 32) / 8;

/**
 * Samples a window that is turned in the picture's plane. Where `taps` is 3 or more, from a copy of half the size: means of
 * 2 x 2 pixels, whose grid lies still in the window when the picture is cut differently.
 */
export function sampleTurnedSimd(
  kernels: CropKernels,
  picture: Picture,
  { centreX, centreY, side, roll }: CropWindow,
  size: number,
  taps: number,
  normalisation: Normalisation,
  pixelStep: number,
  channelStep: number,
  out: Float32Array,
): void {
  const { run } = kernels;
  const { width, height } = picture;
  const factor = taps > 2 ? 2 : 1;
  const wanted =
    factor === 1 ? taps : Math.min(taps, Math.round(side / (2 * size)));
  // Two taps an edge, about a pixel apart, are one of a picture that was smoothed by 2 x 2.
  const smooth = wanted === 2 ? 2 : 1;
  const samples = wanted / smooth;
  const reach =
    (side / 2) * (Math.abs(Math.cos(roll)) + Math.abs(Math.sin(roll)));
  // The window's bounds with the neighbours that samples at its rim ask for; pixels are counted from the upper left.
  const originX = Math.floor(centreX - reach) - 2 * factor;
  const originY = Math.floor(centreY - reach) - 2 * factor;
  const across = Math.ceil((2 * reach) / factor) + 6;
  const startColumn = Math.max(0, Math.floor(-originX / factor));
  const startRow = Math.max(0, Math.floor(-originY / factor));
  const endColumn = Math.min(across, Math.ceil((width - originX) / factor));
  const endRow = Math.min(across, Math.ceil((height - originY) / factor));
  const seen = endColumn > startColumn && endRow > startRow;
  const columns = seen ? endColumn - startColumn : 0;
  const rows = seen ? endRow - startRow : 0;
  const blockX = originX + factor * startColumn;
  const blockY = originY + factor * startRow;
  const left = Math.max(0, blockX);
  const top = Math.max(0, blockY);
  const right = Math.min(width, blockX + factor * columns);
  const bottom = Math.min(height, blockY + factor * rows);
  const prepared = align(OUT + 4 * out.length);
  const source = align(prepared + 8 * (columns + 4) * (rows + 4) + SLACK);
  const first = seen
    ? copyPicture(kernels, picture, left, top, right, bottom, source)
    : source;
  kernels.reserve(source);
  run.prepare(
    first,
    rowBytesOf(picture, left, right),
    right - left,
    bottom - top,
    blockX - left,
    blockY - top,
    factor,
    prepared,
    columns,
    rows,
  );
  if (smooth === 2) run.smooth(prepared, columns, rows);
  const step = side / (size * samples * factor);
  const cos = Math.cos(roll) * step;
  const sin = Math.sin(roll) * step;
  const before = 0.5 - (size * samples) / 2;
  // Pixel 1 of the prepared picture, behind its rim, has its centre here.
  const zeroX = blockX + (factor - 1 - (smooth - 1) * factor) / 2;
  const zeroY = blockY + (factor - 1 - (smooth - 1) * factor) / 2;
  setNormalisation(kernels, normalisation);
  // Handed over in memory: numbers with a fraction would be boxed on their way into WebAssembly, garbage every frame.
  const { doubles } = kernels;
  doubles[TURN] = (centreX - zeroX) / factor + 1 + (cos - sin) * before;
  doubles[TURN + 1] = (centreY - zeroY) / factor + 1 + (sin + cos) * before;
  doubles[TURN + 2] = cos;
  doubles[TURN + 3] = sin;
  run.sampleTurned(
    prepared,
    columns,
    rows,
    size,
    samples,
    (samples * factor * smooth) ** 2,
    OUT,
    4 * pixelStep,
    4 * channelStep,
    SETTINGS,
  );
  out.set(kernels.numbers(OUT, out.length));
}
