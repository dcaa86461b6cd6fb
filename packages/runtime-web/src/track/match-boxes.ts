import type { Box } from "@fdhm/landmarks";
import { boxOverlap } from "../find/box-overlap.ts";

/**
 * Pairs boxes of two lists, those that overlap most first, each box once at most.
 *
 * @param least - overlap (intersection over union) from which two boxes are a pair.
 * @returns index in `a` and in `b` of each pair, in falling overlap.
 */
export function matchBoxes(
  a: readonly Box[],
  b: readonly Box[],
  least: number,
): [number, number][] {
  const pairs = a
    .flatMap((one, i) =>
      b.map((other, j) => ({ i, j, overlap: boxOverlap(one, other) })),
    )
    .filter(({ overlap }) => overlap >= least)
    .sort((one, other) => other.overlap - one.overlap);
  const taken = { a: new Set<number>(), b: new Set<number>() };
  const matched: [number, number][] = [];
  for (const { i, j } of pairs) {
    if (taken.a.has(i) || taken.b.has(j)) continue;
    taken.a.add(i);
    taken.b.add(j);
    matched.push([i, j]);
  }
  return matched;
}
