import { between, pick, type Random } from "../random.ts";

/** Hair colours, red green blue, with about how often they are met. */
const COLOURS: readonly (readonly [readonly number[], number])[] = [
  [[28, 22, 20], 4],
  [[62, 42, 30], 4],
  [[110, 78, 50], 3],
  [[176, 140, 92], 2],
  [[128, 58, 34], 1],
  [[170, 166, 162], 1],
];

/** Distance between two dabs of a strand, px. */
const DAB = 0.7;

/**
 * Paints bundles of curved strands, in place, as hair that falls over a face: one to three bundles, each from a place at
 * or beyond the upper or a side edge, in one colour whose lightness differs from strand to strand.
 *
 * @param pixels - `size * size * 3` numbers from 0 to 255, NHWC.
 */
export function paintStrands(
  pixels: Float32Array,
  size: number,
  random: Random,
): void {
  const colour = pick(random, COLOURS);
  const bundles = 1 + Math.floor(between(random, 0, 3));
  for (let i = 0; i < bundles; i++) paintBundle(pixels, size, colour, random);
}

function paintBundle(
  pixels: Float32Array,
  size: number,
  colour: readonly number[],
  random: Random,
): void {
  const above = random.uniform() < 0.6;
  const right = random.uniform() < 0.5 ? 1 : -1;
  const rootX = above
    ? between(random, 0.1, 0.9)
    : 0.5 + right * between(random, 0.4, 0.55);
  const rootY = above ? between(random, -0.05, 0.15) : between(random, 0, 0.4);
  const length = between(random, 0.3, 0.9);
  // Down, more or less towards the middle, and bent.
  const fall = above
    ? between(random, -0.7, 0.7)
    : -right * between(random, -0.1, 0.6);
  const bend = between(random, -0.35, 0.35);
  const breadth = between(random, 0.03, 0.2);
  const count = Math.round(between(random, 8, 45));
  const opacity = between(random, 0.45, 0.95);
  for (let i = 0; i < count; i++) {
    const aside = breadth * random.normal();
    const turn = fall + 0.08 * random.normal();
    const reach = length * between(random, 0.6, 1.1);
    const light = between(random, 0.6, 1.5);
    paintStrand(pixels, size, {
      x: size * (rootX + aside),
      y: size * (rootY + 0.3 * breadth * random.normal()),
      // A strand is a parabola: straight on, and ever further aside.
      dx: size * reach * Math.sin(turn),
      dy: size * reach * Math.cos(turn),
      bend: bend + 0.06 * random.normal(),
      opacity,
      colour: colour.map((channel) => Math.min(255, channel * light)),
    });
  }
}

interface Strand {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly bend: number;
  readonly opacity: number;
  readonly colour: readonly number[];
}

/** A line of dabs of about a pixel, each spread over four pixels, that thins out at its end. */
function paintStrand(
  pixels: Float32Array,
  size: number,
  { x, y, dx, dy, bend, opacity, colour }: Strand,
): void {
  const dabs = Math.ceil(Math.hypot(dx, dy) / DAB);
  const [red, green, blue] = colour as [number, number, number];
  for (let i = 0; i <= dabs; i++) {
    const t = i / dabs;
    const aside = bend * t * t;
    const atX = x + dx * t - dy * aside;
    const atY = y + dy * t + dx * aside;
    const x0 = Math.floor(atX);
    const y0 = Math.floor(atY);
    if (x0 < 0 || y0 < 0 || x0 >= size - 1 || y0 >= size - 1) continue;
    const strength = opacity * Math.min(1, 4 * (1 - t));
    for (let corner = 0; corner < 4; corner++) {
      const v = corner >> 1;
      const u = corner & 1;
      const share =
        strength * (1 - Math.abs(atX - x0 - u)) * (1 - Math.abs(atY - y0 - v));
      const at = 3 * ((y0 + v) * size + x0 + u);
      pixels[at] = pixels[at]! + share * (red - pixels[at]!);
      pixels[at + 1] = pixels[at + 1]! + share * (green - pixels[at + 1]!);
      pixels[at + 2] = pixels[at + 2]! + share * (blue - pixels[at + 2]!);
    }
  }
}
