/** Most faces of each kind on a report. */
const MOST = { worst: 24, best: 8, typical: 8 } as const;

/** Which faces of a set are drawn, as indices into it. */
export interface ChosenFaces {
  /** Missed faces, then those with the largest errors, in this order. */
  readonly worst: readonly number[];
  /** Those with the errors next to the median, the smaller first. */
  readonly typical: readonly number[];
  /** Those with the smallest errors, the smallest first. */
  readonly best: readonly number[];
}

/**
 * Chooses the faces that a person should see of a measurement. None is chosen twice: of a small set there are fewer of each.
 *
 * @param errors - NME of every face; null where the face was missed, which is worst of all.
 */
export function chooseFaces(errors: readonly (number | null)[]): ChosenFaces {
  const error = (i: number) => errors[i] ?? Infinity;
  const ranked = errors
    .map((_, i) => i)
    .sort((a, b) => error(a) - error(b) || a - b);
  const all = MOST.worst + MOST.best + MOST.typical;
  const share = Math.min(1, errors.length / all);
  const best = Math.round(share * MOST.best);
  const typical = Math.round(share * MOST.typical);
  const worst = Math.min(MOST.worst, errors.length - best - typical);
  const middle = Math.floor((ranked.length - typical) / 2);
  const first = Math.max(
    best,
    Math.min(middle, ranked.length - worst - typical),
  );
  return {
    worst: ranked.slice(ranked.length - worst).reverse(),
    typical: ranked.slice(first, first + typical),
    best: ranked.slice(0, best),
  };
}
