import type { Box } from "@fdhm/landmarks";

/** Where a scan looks. */
export interface ScanOptions {
  /** Edge of the smallest box, as a share of the image's shorter edge. */
  readonly smallest: number;
  /** Most from one size to the next smaller one; above 1. */
  readonly scaleStep: number;
  /** Most from one place to the next, in edges of the box. */
  readonly shiftStep: number;
}

/** Edge of the largest box, as a share of the image's shorter edge: a face that fills it. */
const LARGEST = 0.95;

/**
 * Square boxes over a whole image, size by size from the largest on and each size row by row, close enough for one of them to
 * lie near any face that lies in the image as a whole.
 *
 * @returns the boxes of one size after the other, px.
 */
export function* scanBoxes(
  { width, height }: Pick<Box, "width" | "height">,
  { smallest, scaleStep, shiftStep }: ScanOptions,
): Generator<Box[]> {
  const shorter = Math.min(width, height);
  const largest = Math.max(LARGEST, smallest);
  const steps = Math.ceil(Math.log(largest / smallest) / Math.log(scaleStep));
  for (let step = 0; step <= steps; step++) {
    const share = steps === 0 ? 0 : step / steps;
    const edge = shorter * largest * (smallest / largest) ** share;
    yield places(height, edge, shiftStep).flatMap((y) =>
      places(width, edge, shiftStep).map((x) => ({
        x,
        y,
        width: edge,
        height: edge,
      })),
    );
  }
}

/** Starts of an edge along a length, evenly spread from one end to the other. */
function places(length: number, edge: number, shiftStep: number): number[] {
  const room = length - edge;
  const steps = Math.ceil(room / (shiftStep * edge));
  return steps > 0
    ? Array.from({ length: steps + 1 }, (_, i) => (room * i) / steps)
    : [room / 2];
}
