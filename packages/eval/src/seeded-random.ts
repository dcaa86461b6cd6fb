import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/**
 * Numbers evenly spread over [0, 1) that follow from a seed, so that an interval is the same whenever it is printed again.
 *
 * @param seed - a whole number.
 */
export function seededRandom(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  return () => (generator.next() >>> 0) * 2 ** -32;
}
