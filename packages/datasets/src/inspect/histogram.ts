/** How many numbers fall into each of some bins of equal width. */
export interface Histogram {
  /** Lower edge of the first bin: a multiple of the width. */
  readonly from: number;
  /** Width of each bin; the lower edge belongs to it, the upper one to the next. */
  readonly width: number;
  /** Numbers in each bin, from the first that holds one to the last. */
  readonly counts: readonly number[];
}

/**
 * Counts numbers in bins whose edges are multiples of their width.
 *
 * @param values - finite; without any the histogram has no bins.
 */
export function histogram(values: readonly number[], width: number): Histogram {
  if (values.length === 0) return { from: 0, width, counts: [] };
  const bins = values.map((value) => Math.floor(value / width));
  const first = bins.reduce((a, b) => Math.min(a, b));
  const last = bins.reduce((a, b) => Math.max(a, b));
  const counts = new Array<number>(last - first + 1).fill(0);
  for (const bin of bins) counts[bin - first]!++;
  return { from: first * width, width, counts };
}
