import type { Random } from "../random.ts";

/**
 * Cuts a square picture into `tiles * tiles` tiles and lays them out anew, in place: the colours and textures of a face
 * without a face. Rows and columns left over at the right and at the bottom stay.
 *
 * @param pixels - `size * size * 3` numbers, NHWC.
 */
export function shuffleTiles(
  pixels: Float32Array,
  size: number,
  tiles: number,
  random: Random,
): void {
  const edge = Math.floor(size / tiles);
  const order = Array.from({ length: tiles * tiles }, (_, i) => i);
  // Sattolo's shuffle: one cycle through all, so that no tile keeps its place.
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const original = pixels.slice();
  const corner = (tile: number): number =>
    3 * edge * (Math.floor(tile / tiles) * size + (tile % tiles));
  for (const [tile, source] of order.entries())
    for (let row = 0; row < edge; row++) {
      const from = corner(source) + row * size * 3;
      const line = original.subarray(from, from + 3 * edge);
      pixels.set(line, corner(tile) + row * size * 3);
    }
}
