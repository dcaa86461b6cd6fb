import { between, pick, type Random } from "../random.ts";

/**
 * Hides a part of the picture, in place, as hands, hair, cups and microphones do: a turned rectangle or ellipse of a
 * tenth to two fifths of the edge, filled with one colour, with a ramp of two, or with what the picture shows
 * elsewhere.
 *
 * @param pixels - `size * size * 3` numbers from 0 to 255, NHWC.
 */
export function occlude(
  pixels: Float32Array,
  size: number,
  random: Random,
): void {
  const centreX = between(random, 0.1, 0.9) * size;
  const centreY = between(random, 0.1, 0.9) * size;
  const halfWidth = between(random, 0.05, 0.2) * size;
  const halfHeight = between(random, 0.05, 0.2) * size;
  const angle = between(random, 0, Math.PI);
  const round = random.uniform() < 0.5;
  const fill = pick(random, [
    ["colour", 1],
    ["ramp", 1],
    ["elsewhere", 2],
  ]);
  const colour = () => [0, 1, 2].map(() => 255 * random.uniform());
  const from = colour();
  const to = fill === "ramp" ? colour() : from;
  // Far enough that the patch does not show itself.
  const away = Math.floor(between(random, 0.3, 0.7) * size);
  const original = fill === "elsewhere" ? pixels.slice() : pixels;

  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const reach = Math.hypot(halfWidth, halfHeight);
  const first = Math.max(0, Math.floor(centreY - reach));
  const last = Math.min(size - 1, Math.ceil(centreY + reach));
  for (let row = first; row <= last; row++) {
    for (let column = 0; column < size; column++) {
      const x = column - centreX;
      const y = row - centreY;
      const u = (cos * x + sin * y) / halfWidth;
      const v = (cos * y - sin * x) / halfHeight;
      const inside = round
        ? u * u + v * v < 1
        : Math.abs(u) < 1 && Math.abs(v) < 1;
      if (!inside) continue;
      const at = 3 * (row * size + column);
      const source =
        3 * (((row + away) % size) * size + ((column + away) % size));
      for (let channel = 0; channel < 3; channel++)
        pixels[at + channel] =
          fill === "elsewhere"
            ? original[source + channel]!
            : from[channel]! + (to[channel]! - from[channel]!) * (u / 2 + 0.5);
    }
  }
}
