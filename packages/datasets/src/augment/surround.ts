import type { CropWindow, Picture } from "@fdhm/landmarks";
import { pick, type Random } from "../random.ts";

/**
 * Fills what a window holds from outside the picture, which the crop leaves black: with the picture mirrored at its
 * edges, with its edges drawn out, or with one colour. Otherwise "black at the border" would tell the network that the
 * example was turned or is no face.
 *
 * @param pixels - `size * size * 3` numbers, NHWC: the crop of `window` from `picture`.
 */
export function fillSurround(
  pixels: Float32Array,
  size: number,
  picture: Picture,
  window: CropWindow,
  random: Random,
): void {
  const kind = pick(random, [
    ["mirror", 2],
    ["edge", 1],
    ["colour", 1],
  ]);
  const colour = [0, 1, 2].map(() => 255 * random.uniform());
  const { data, width, height, channels } = picture;
  const step = window.side / size;
  const cos = Math.cos(window.roll) * step;
  const sin = Math.sin(window.roll) * step;
  const middle = (size - 1) / 2;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const u = column - middle;
      const v = row - middle;
      const x = Math.round(window.centreX + cos * u - sin * v);
      const y = Math.round(window.centreY + sin * u + cos * v);
      if (x >= 0 && y >= 0 && x < width && y < height) continue;
      const at = 3 * (row * size + column);
      if (kind === "colour") {
        pixels.set(colour, at);
        continue;
      }
      const inX = kind === "edge" ? held(x, width) : mirrored(x, width);
      const inY = kind === "edge" ? held(y, height) : mirrored(y, height);
      const from = (inY * width + inX) * channels;
      pixels[at] = data[from]!;
      pixels[at + 1] = data[from + 1]!;
      pixels[at + 2] = data[from + 2]!;
    }
  }
}

function held(value: number, length: number): number {
  return Math.max(0, Math.min(length - 1, value));
}

/** Position in a row of pictures each of which is its neighbour's mirror image: 0 1 2 2 1 0 0 1 2 for length 3. */
function mirrored(value: number, length: number): number {
  const period = 2 * length;
  const inPeriod = ((value % period) + period) % period;
  return inPeriod < length ? inPeriod : period - 1 - inPeriod;
}
