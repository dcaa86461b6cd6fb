import type { Box, Picture } from "@fdhm/landmarks";

/** A frame of a small camera. */
const WIDTH = 640;
const HEIGHT = 480;

/** Heights of faces, px: from one further back to one that fills the frame's middle. */
const HEIGHTS = [80, 120, 180, 270];

/**
 * Where faces would be in {@link noiseFrame}. There are several, since the crop's time rises by steps with the size of the face, and for each input size at
 * others: one face alone makes ratios from 0.64 to 0.75 of the same two models.
 */
export const FACE_BOXES: readonly Box[] = HEIGHTS.map((height) => ({
  x: (WIDTH - 0.9 * height) / 2,
  y: (HEIGHT - height) / 2,
  width: 0.9 * height,
  height,
}));

/** A frame of 640 x 480 RGBA of noise from a fixed seed: a picture of one colour makes signs foreseeable, and activations that jump seem free. */
export function noiseFrame(): Picture {
  const data = new Uint8ClampedArray(4 * WIDTH * HEIGHT);
  let state = 7;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = i % 4 === 3 ? 255 : state >>> 24;
  }
  return { data, width: WIDTH, height: HEIGHT, channels: 4 };
}
