import { between, type Random } from "../random.ts";
import {
  paintNoise,
  paintRamp,
  paintShape,
  paintStripes,
  type Canvas,
} from "./background-layers.ts";

/**
 * Paints a background without a face: a ramp, clouds, now and then stripes, a handful of shapes, and texture. It is
 * meant to be as busy as the rooms, streets and crowds behind faces, not to look like them.
 *
 * @param size - edge in px.
 * @returns `size * size * 3` numbers from 0 to 255: rows from the top, red green blue.
 */
export function paintBackground(random: Random, size: number): Float32Array {
  const canvas: Canvas = { pixels: new Float32Array(size * size * 3), size };
  paintRamp(canvas, random);
  paintNoise(canvas, random, 3, between(random, 0, 40));
  if (random.uniform() < 0.35) paintStripes(canvas, random);
  const shapes = Math.floor(between(random, 0, 8));
  for (let i = 0; i < shapes; i++) paintShape(canvas, random);
  const cells = Math.round(between(random, 8, 32));
  paintNoise(canvas, random, cells, Math.max(0, 12 * random.normal()));
  const { pixels } = canvas;
  for (let i = 0; i < pixels.length; i++)
    pixels[i] = Math.max(0, Math.min(255, pixels[i]!));
  return pixels;
}
