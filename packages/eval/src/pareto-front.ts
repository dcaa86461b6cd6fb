/** Something that is bought with one measure and sold for another; less is better of both. */
export interface Bargain {
  /** What it costs: milliseconds, bytes. */
  readonly cost: number;
  /** What is still wrong: NME. */
  readonly error: number;
}

/**
 * The Pareto front: those of which no other has at most the cost and at most the error, and less of one of them.
 *
 * @returns by rising cost, hence falling error; of equals, all.
 */
export function paretoFront<B extends Bargain>(bargains: readonly B[]): B[] {
  const beaten = (one: B) =>
    bargains.some(
      (other) =>
        other.cost <= one.cost &&
        other.error <= one.error &&
        (other.cost < one.cost || other.error < one.error),
    );
  return bargains
    .filter((one) => !beaten(one))
    .sort((a, b) => a.cost - b.cost || a.error - b.error);
}
