/**
 * Blurs a picture, in place, by passes of the kernel [1 2 1] / 4 along rows and columns; each pass adds 1/2 to the
 * variance of the Gaussian that they come near. The border's pixels stand for those beyond it.
 *
 * @param pixels - `size * size * 3` numbers, NHWC.
 */
export function blur(pixels: Float32Array, size: number, passes: number): void {
  for (let pass = 0; pass < passes; pass++) {
    blurLines(pixels, size, 3, size * 3);
    blurLines(pixels, size, size * 3, 3);
  }
}

/** Blurs along lines whose neighbours are `step` numbers apart; the lines themselves begin `line` numbers apart. */
function blurLines(
  pixels: Float32Array,
  size: number,
  step: number,
  line: number,
): void {
  for (let n = 0; n < size; n++) {
    for (let channel = 0; channel < 3; channel++) {
      let at = n * line + channel;
      let before = pixels[at]!;
      let here = before;
      for (let i = 1; i < size; i++, at += step) {
        const after = pixels[at + step]!;
        pixels[at] = (before + 2 * here + after) / 4;
        before = here;
        here = after;
      }
      pixels[at] = (before + 3 * here) / 4;
    }
  }
}
