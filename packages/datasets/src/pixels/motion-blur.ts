/**
 * Blurs a picture along a line, in place, as a head or a hand that moved while the shutter was open: the mean of the picture
 * at whole-pixel steps along the line, centred on where it was. The border's pixels stand for those beyond it.
 *
 * @param pixels - `size * size * 3` numbers, NHWC.
 * @param length - of the movement, px.
 * @param angle - of the movement, radians.
 */
export function blurMotion(
  pixels: Float32Array,
  size: number,
  length: number,
  angle: number,
): void {
  // As many places at each side of the middle, so that nothing is shifted.
  const reach = Math.round(length / 2);
  if (reach === 0) return;
  const original = pixels.slice();
  const share = 1 / (2 * reach + 1);
  pixels.fill(0);
  const line = 3 * size;
  for (let step = -reach; step <= reach; step++) {
    const dx = Math.round(step * Math.cos(angle));
    const dy = Math.round(step * Math.sin(angle));
    for (let row = 0; row < size; row++) {
      const source = line * Math.max(0, Math.min(size - 1, row + dy));
      addShifted(original, source, 3 * dx, line, share, pixels, row * line);
    }
  }
}

/** Adds a share of a row of RGB, `shift` numbers further right, to another. */
function addShifted(
  from: Float32Array,
  source: number,
  shift: number,
  line: number,
  share: number,
  to: Float32Array,
  target: number,
): void {
  const first = Math.max(0, -shift);
  const end = Math.min(line, line - shift);
  for (let i = 0; i < first; i++)
    to[target + i] = to[target + i]! + share * from[source + (i % 3)]!;
  for (let i = first; i < end; i++)
    to[target + i] = to[target + i]! + share * from[source + i + shift]!;
  for (let i = end; i < line; i++)
    to[target + i] =
      to[target + i]! + share * from[source + line - 3 + (i % 3)]!;
}
