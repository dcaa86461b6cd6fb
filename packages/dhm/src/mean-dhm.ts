import { type DhmOptions, checkSize, renderDhm } from "./render-dhm.ts";

/**
 * Landmarks in px of a map, from where they lie in the window that the map stands for.
 *
 * @param normalised - xyz triples in fractions of the window's side from its centre, y down, `3 N` numbers.
 * @param size - edge of the square map in px.
 * @returns `x = (u + 0.5) size - 0.5`, the same for y, as integers are pixel centres; z in px from its own origin.
 * @throws RangeError where the size is not a positive integer.
 */
export function landmarksInMap(
  normalised: ArrayLike<number>,
  size: number,
): Float32Array {
  checkSize(size);
  return Float32Array.from(normalised, (value, i) =>
    i % 3 === 2 ? value * size : (value + 0.5) * size - 0.5,
  );
}

/**
 * The mean DHM: the map of the frontal mean face, which is the same for every picture. It is what the paper's
 * fast networks (Fast DHM, section III) start from in place of a first guess.
 *
 * @param meanFace - xyz triples in fractions of the window's side from its centre, as `meanFace` of
 *   `@fdhm/morphable-model` gives them and a model file's decoding holds them.
 * @param size - edge of the square map in px: that of the network's input.
 * @param options - see {@link DhmOptions}.
 * @param out - see {@link renderDhm}.
 * @returns `size * size * 3` numbers from 0 to 1.
 * @throws RangeError as {@link renderDhm}.
 */
export function renderMeanDhm(
  meanFace: ArrayLike<number>,
  size: number,
  options: DhmOptions = {},
  out?: Float32Array,
): Float32Array {
  return renderDhm(landmarksInMap(meanFace, size), size, options, out);
}
