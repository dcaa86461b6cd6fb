import { expected } from "@fdhm/errors";
import { seededRandom } from "./seeded-random.ts";

/** Settings of {@link bootstrapInterval}. */
export interface BootstrapOptions {
  /** Share of the samples that the interval holds; 0.95 by default. */
  readonly confidence?: number;
  /** How often the faces are drawn anew; 2,000 by default. */
  readonly draws?: number;
  /** The interval follows from it; 1 by default. */
  readonly seed?: number;
}

/**
 * Percentile bootstrap of the mean of group means (Efron and Tibshirani, *An Introduction to the Bootstrap*, section 13.3): faces are drawn anew with
 * replacement within each group, so that bins keep their sizes, as "mean of bins" wants it.
 *
 * @param groups - errors of the faces of each group, such as the three pose bins; one group for a plain mean.
 * @returns lower and upper end.
 * @throws RangeError where a group is empty, an error is not finite, or an option out of range.
 */
export function bootstrapInterval(
  groups: readonly ArrayLike<number>[],
  { confidence = 0.95, draws = 2000, seed = 1 }: BootstrapOptions = {},
): readonly [low: number, high: number] {
  checkGroups(groups);
  if (!(confidence > 0 && confidence < 1))
    throw expected("above 0 and below 1", "confidence", confidence);
  if (!(Number.isInteger(draws) && draws >= 1))
    throw expected("a whole number from 1", "draws", draws);
  if (!Number.isInteger(seed)) throw expected("a whole number", "seed", seed);
  const random = seededRandom(seed);
  const means = Float64Array.from({ length: draws }, () => {
    let mean = 0;
    for (const group of groups) {
      let sum = 0;
      for (let i = 0; i < group.length; i++)
        sum += group[Math.floor(random() * group.length)]!;
      mean += sum / group.length / groups.length;
    }
    return mean;
  }).sort();
  const tail = (1 - confidence) / 2;
  return [
    means[Math.floor(tail * draws)]!,
    means[Math.ceil((1 - tail) * draws) - 1]!,
  ];
}

function checkGroups(groups: readonly ArrayLike<number>[]): void {
  if (groups.length === 0)
    throw expected("at least one group", "groups", "none");
  for (const [g, group] of groups.entries()) {
    if (group.length === 0)
      throw expected("at least one face", `group ${g}`, "none");
    for (let i = 0; i < group.length; i++)
      if (!Number.isFinite(group[i]))
        throw expected("a finite error", `face ${i} of group ${g}`, group[i]);
  }
}
