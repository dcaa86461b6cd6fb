import { expected } from "@fdhm/errors";

/** How measured values are spread. */
export interface Spread {
  /** The smallest. */
  readonly least: number;
  /** A quarter of the values lie below. */
  readonly lower: number;
  /** Half of them. */
  readonly median: number;
  /** Three quarters. */
  readonly upper: number;
}

/**
 * Least, quartiles and median; between two values by their distance to the rank (Hyndman and Fan's definition 7).
 *
 * @throws RangeError where there is no value.
 */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw expected("at least one value", "values", 0);
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => {
    const rank = share * (sorted.length - 1);
    const below = Math.floor(rank);
    const next = sorted[Math.min(below + 1, sorted.length - 1)]!;
    return sorted[below]! + (rank - below) * (next - sorted[below]!);
  };
  return {
    least: sorted[0]!,
    lower: at(0.25),
    median: at(0.5),
    upper: at(0.75),
  };
}
