/** What is measured of a contestant: does it once. */
export type Task = () => Promise<unknown>;

/** Times of each task of each contestant, one a turn, ms: `times[contestant][task][turn]`. */
export type RaceTimes = number[][][];

/** How long a {@link race} is. */
export interface RaceLength {
  /** Times that every task of every contestant is measured. */
  readonly turns: number;
  /** Runs in a turn, of which the least counts: the first one finds the caches full of another's numbers, and any may be interrupted. */
  readonly runs: number;
}

/**
 * Measures tasks in turn, so that whatever else the machine does falls on all of them; each turn begins with another contestant.
 *
 * @param contestants - the tasks of each.
 * @param onTurn - called with the number of turns done.
 */
export async function race(
  contestants: readonly (readonly Task[])[],
  { turns, runs }: RaceLength,
  onTurn: (done: number) => void = () => undefined,
): Promise<RaceTimes> {
  const times: RaceTimes = contestants.map((tasks) => tasks.map(() => []));
  for (let turn = 0; turn < turns; turn++) {
    for (let i = 0; i < contestants.length; i++) {
      const at = (turn + i) % contestants.length;
      for (const [task, run] of contestants[at]!.entries())
        times[at]![task]!.push(await leastTime(run, runs));
    }
    onTurn(turn + 1);
  }
  return times;
}

async function leastTime(run: Task, runs: number): Promise<number> {
  let least = Infinity;
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** Ratios of two contestants' times, turn by turn: what slows the machine for a while slows both. */
export function ratios(
  times: readonly number[],
  reference: readonly number[],
): number[] {
  return times.map((time, turn) => time / reference[turn]!);
}
