import { between, pick, type Random } from "../../random.ts";
import { paintBackground } from "../../pixels/background.ts";
import { blur } from "../../pixels/blur.ts";

/**
 * Paints what is behind a head: the busy background of {@link paintBackground}, sharp or out of focus, or the white, black, grey or
 * coloured wall of a studio, evenly lit or falling off.
 *
 * @param size - edge in px.
 * @returns `size * size * 3` numbers from 0 to 255: rows from the top, red green blue.
 */
export function paintBackdrop(random: Random, size: number): Float32Array {
  const kind = pick(random, [
    ["busy", 4],
    ["unfocused", 3],
    ["studio", 3],
  ]);
  if (kind === "studio") return studio(random, size);
  const pixels = paintBackground(random, size);
  if (kind === "unfocused")
    blur(pixels, size, Math.ceil(between(random, 2, 6)));
  return pixels;
}

function studio(random: Random, size: number): Float32Array {
  const level = pick(random, [
    [between(random, 225, 255), 4],
    [between(random, 0, 30), 2],
    [between(random, 30, 225), 3],
  ]);
  const tint = 20 * random.uniform();
  const colour = [0, 1, 2].map(() => level + tint * random.normal());
  const fall = between(random, 0, 0.5);
  const x0 = between(random, 0, size);
  const y0 = between(random, 0, size);
  const pixels = new Float32Array(size * size * 3);
  for (let row = 0, at = 0; row < size; row++)
    for (let column = 0; column < size; column++, at += 3) {
      const away = ((column - x0) ** 2 + (row - y0) ** 2) / (size * size);
      const lit = 1 - fall * Math.min(1, away);
      for (let c = 0; c < 3; c++)
        pixels[at + c] = Math.max(0, Math.min(255, colour[c]! * lit));
    }
  return pixels;
}
