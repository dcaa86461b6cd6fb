import type { Picture } from "@fdhm/landmarks";
import { pick, type Random } from "../random.ts";
import type { Placement } from "./perspective.ts";

/**
 * Fills what a window holds from outside the picture, which the crop leaves black: with the picture mirrored at its
 * edges, with its edges drawn out, or with one colour. Otherwise "black at the border" would tell the network that the
 * example was turned or is no face.
 *
 * @param pixels - `size * size * 3` numbers, NHWC: the crop of a window of `picture`.
 */
export function fillSurround(
  pixels: Float32Array,
  size: number,
  picture: Picture,
  { window, tilt: [a, b] }: Placement,
  random: Random,
): void {
  const kind = pick(random, [
    ["mirror", 2],
    ["edge", 1],
    ["colour", 1],
  ]);
  const colour = [0, 1, 2].map(() => 255 * random.uniform());
  const { data, width, height, channels } = picture;
  const cos = Math.cos(window.roll) * window.side;
  const sin = Math.sin(window.roll) * window.side;
  const middle = (size - 1) / 2;
  const place = (column: number, row: number): void => {
    const u = (column - middle) / size;
    const v = (row - middle) / size;
    const shrunk = 1 / (1 + a * u + b * v);
    x = window.centreX + (cos * u - sin * v) * shrunk;
    y = window.centreY + (sin * u + cos * v) * shrunk;
  };
  // Less than a pixel beyond the outermost centres, the crop has mixed black in.
  const inside = (): boolean =>
    x >= 0 && y >= 0 && x <= width - 1 && y <= height - 1;
  let [x, y] = [0, 0];
  for (let row = 0; row < size; row++) {
    // A row is a straight line in the picture: where both its ends are inside, all of it is.
    place(0, row);
    const begins = inside();
    place(size - 1, row);
    if (begins && inside()) continue;
    for (let column = 0; column < size; column++) {
      place(column, row);
      if (inside()) continue;
      const at = 3 * (row * size + column);
      if (kind === "colour") {
        pixels.set(colour, at);
        continue;
      }
      const px = Math.round(x);
      const py = Math.round(y);
      const inX = kind === "edge" ? held(px, width) : mirrored(px, width);
      const inY = kind === "edge" ? held(py, height) : mirrored(py, height);
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
