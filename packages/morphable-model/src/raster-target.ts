import { expected } from "@fdhm/errors";

/**
 * What the rasteriser draws into: a grid of `samples x samples` points within each picture pixel, opaque where covered.
 * Reused from picture to picture; `composite` averages it onto a background, which gives smooth outlines.
 */
export interface RasterTarget {
  /** Picture pixels a row. */
  readonly width: number;
  /** Rows of picture pixels. */
  readonly height: number;
  /** Samples along an edge of a pixel: 1 for speed, 2 for smooth outlines. */
  readonly samples: number;
  /** RGB bytes of the samples, rows from the top, `3 * width * height * samples^2`; meaningless where not covered. */
  readonly colour: Uint8Array;
  /** Depth of the samples in px, larger is nearer, `width * height * samples^2`; `-Infinity` where not covered. */
  readonly depth: Float32Array;
}

/**
 * Makes an empty target.
 *
 * @param width - picture pixels a row.
 * @param height - rows of picture pixels.
 * @param samples - samples along an edge of a pixel, 1 to 4.
 * @throws RangeError where an edge is not a positive integer or the samples are not 1 to 4.
 */
export function createRasterTarget(
  width: number,
  height: number,
  samples = 1,
): RasterTarget {
  for (const [name, edge] of Object.entries({ width, height }))
    if (!Number.isInteger(edge) || edge <= 0)
      throw expected("a positive number of px", name, edge);
  if (!Number.isInteger(samples) || samples < 1 || samples > 4)
    throw expected("an integer from 1 to 4", "samples", samples);
  const count = width * height * samples * samples;
  return {
    width,
    height,
    samples,
    colour: new Uint8Array(3 * count),
    depth: new Float32Array(count).fill(-Infinity),
  };
}

/** Empties the target for the next picture. */
export function clearRasterTarget(target: RasterTarget): void {
  // Colours need no clearing: nobody looks at them where the depth is -Infinity.
  target.depth.fill(-Infinity);
}

/** Sample coordinate of a picture coordinate: the samples lie evenly about each pixel's centre. */
export function toSample(coordinate: number, samples: number): number {
  return coordinate * samples + (samples - 1) / 2;
}
