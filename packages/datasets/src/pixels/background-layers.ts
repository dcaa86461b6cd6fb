import { between, type Random } from "../random.ts";

/** A square picture being painted: `size * size * 3` numbers, red green blue, 0 to 255. */
export interface Canvas {
  /** Rows from the top; values may leave 0 to 255 until the painter is done. */
  readonly pixels: Float32Array;
  /** Edge in px. */
  readonly size: number;
}

/** A colour as photographs have them: any lightness, seldom strong. */
export function drawColour(random: Random): [number, number, number] {
  const light = between(random, 10, 245);
  const chroma = 30;
  return [
    light + chroma * random.normal(),
    light + (chroma / 2) * random.normal(),
    light + chroma * random.normal(),
  ];
}

/** Fills the canvas with a ramp between two colours in any direction. */
export function paintRamp({ pixels, size }: Canvas, random: Random): void {
  const from = drawColour(random);
  const to = drawColour(random);
  const angle = between(random, -Math.PI, Math.PI);
  const stepX = Math.cos(angle) / size;
  const stepY = Math.sin(angle) / size;
  for (let row = 0, at = 0; row < size; row++)
    for (let column = 0; column < size; column++, at += 3) {
      const t = 0.5 + stepX * (column - size / 2) + stepY * (row - size / 2);
      for (let c = 0; c < 3; c++)
        pixels[at + c] = from[c]! + t * (to[c]! - from[c]!);
    }
}

/**
 * Adds value noise: a grid of drawn colours, interpolated.
 *
 * @param cells - cells an edge; few make clouds, many make texture.
 * @param deviation - of the grid's values, of 255.
 */
export function paintNoise(
  { pixels, size }: Canvas,
  random: Random,
  cells: number,
  deviation: number,
): void {
  const stride = cells + 1;
  const grid = new Float32Array(stride * stride * 3);
  for (let i = 0; i < grid.length; i += 3) {
    const light = deviation * random.normal();
    for (let c = 0; c < 3; c++)
      grid[i + c] = light + 0.3 * deviation * random.normal();
  }
  const scale = cells / size;
  for (let row = 0, at = 0; row < size; row++) {
    const y = row * scale;
    const y0 = Math.floor(y);
    const fy = y - y0;
    for (let column = 0; column < size; column++, at += 3) {
      const x = column * scale;
      const x0 = Math.floor(x);
      const fx = x - x0;
      const upper = 3 * (y0 * stride + x0);
      const lower = upper + 3 * stride;
      for (let c = 0; c < 3; c++) {
        const above =
          grid[upper + c]! + fx * (grid[upper + 3 + c]! - grid[upper + c]!);
        const below =
          grid[lower + c]! + fx * (grid[lower + 3 + c]! - grid[lower + c]!);
        pixels[at + c] = pixels[at + c]! + above + fy * (below - above);
      }
    }
  }
}

/** Paints a turned ellipse or rectangle with a more or less soft edge, more or less transparent. */
export function paintShape({ pixels, size }: Canvas, random: Random): void {
  const colour = drawColour(random);
  const centreX = between(random, -0.1, 1.1) * size;
  const centreY = between(random, -0.1, 1.1) * size;
  const halfWidth = between(random, 0.05, 0.4) * size;
  const halfHeight = between(random, 0.05, 0.4) * size;
  const angle = between(random, 0, Math.PI);
  const round = random.uniform() < 0.5;
  const softness = between(random, 0.02, 0.6);
  const strength = between(random, 0.4, 1);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const reach = Math.hypot(halfWidth, halfHeight);
  const [firstRow, lastRow] = span(centreY, reach, size);
  const [firstColumn, lastColumn] = span(centreX, reach, size);
  for (let row = firstRow; row <= lastRow; row++)
    for (let column = firstColumn; column <= lastColumn; column++) {
      const x = column - centreX;
      const y = row - centreY;
      const u = Math.abs(cos * x + sin * y) / halfWidth;
      const v = Math.abs(cos * y - sin * x) / halfHeight;
      const distance = round ? Math.sqrt(u * u + v * v) : Math.max(u, v);
      if (distance >= 1) continue;
      const cover = strength * Math.min(1, (1 - distance) / softness);
      const at = 3 * (row * size + column);
      for (let c = 0; c < 3; c++)
        pixels[at + c] =
          pixels[at + c]! + cover * (colour[c]! - pixels[at + c]!);
    }
}

/** Paints stripes or, with both directions, a lattice: blinds, shelves, brickwork. */
export function paintStripes({ pixels, size }: Canvas, random: Random): void {
  const colour = drawColour(random);
  const angle = between(random, 0, Math.PI);
  const turns = between(random, 3, 18) / size;
  const share = between(random, -0.6, 0.6);
  const lattice = random.uniform() < 0.3;
  const strength = between(random, 0.15, 0.7);
  const wave = 2 * Math.PI * turns;
  const stepX = Math.cos(angle) * wave;
  const stepY = Math.sin(angle) * wave;
  for (let row = 0, at = 0; row < size; row++)
    for (let column = 0; column < size; column++, at += 3) {
      const along = Math.sin(stepX * column + stepY * row);
      const across = lattice ? Math.sin(stepX * row - stepY * column) : -1;
      // Ten turns the wave into a stripe with an edge of about a tenth of its width.
      const edge = 10 * (Math.max(along, across) - share);
      if (edge <= 0) continue;
      const cover = strength * Math.min(1, edge);
      for (let c = 0; c < 3; c++)
        pixels[at + c] =
          pixels[at + c]! + cover * (colour[c]! - pixels[at + c]!);
    }
}

function span(centre: number, reach: number, size: number): [number, number] {
  return [
    Math.max(0, Math.floor(centre - reach)),
    Math.min(size - 1, Math.ceil(centre + reach)),
  ];
}
