import type { Box, Picture } from "@fdhm/landmarks";

/** A frame of a small camera. */
const WIDTH = 640;
const HEIGHT = 480;

/** Where a face would be in {@link noiseFrame}: a person before a desk. */
export const FACE_BOX: Box = { x: 220, y: 130, width: 190, height: 210 };

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
