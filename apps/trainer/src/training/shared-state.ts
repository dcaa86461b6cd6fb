/**
 * What the replicas of a training share, in memory that all threads see. Every replica computes the gradient of its part
 * of the batch; then each owns a slice of the weights, averages that slice's gradients and moves it. Nothing is copied
 * between threads, and the same number of replicas always gives the same numbers.
 */
export interface SharedState {
  /** Number of replicas. */
  readonly replicas: number;
  /** All weights: the trainable ones, then the running statistics. */
  readonly weights: Float32Array;
  /** Running mean of the weights: the ones that are measured and kept. */
  readonly averaged: Float32Array;
  /** Adam's first moments, one a trainable weight. */
  readonly firstMoments: Float32Array;
  /** Adam's second moments. */
  readonly secondMoments: Float32Array;
  /** One row a replica: gradient of the trainable weights, then the batch's statistics. */
  readonly contributions: readonly Float32Array[];
  /** Squared length of each replica's slice of the mean gradient. */
  readonly lengths: Float64Array;
  /** Loss of each replica's part. */
  readonly losses: Float64Array;
  /** How long each replica waited for its part of the batch, ms. */
  readonly waits: Float64Array;
  /** Arrivals, released generation and the wish to stop, for `Atomics`. */
  readonly control: Int32Array;
}

/** Indices into {@link SharedState.control}. */
export const CONTROL = {
  /** Replicas that wait at the barrier. */
  arrived: 0,
  /** How often the barrier has opened. */
  generation: 1,
  /** 1 once the main thread wants the replicas to stop. */
  stop: 2,
  /** 1 where the step in progress is to be the last: the first replica's reading of `stop`, so that all agree. */
  last: 3,
  /** 1 once a replica has failed. */
  failed: 4,
} as const;

function shared(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(4 * length));
}

/**
 * Reserves the memory.
 *
 * @param replicas - how many threads will train.
 * @param trainable - trainable weights.
 * @param statistics - running statistics, kept after them.
 */
export function createSharedState(
  replicas: number,
  trainable: number,
  statistics: number,
): SharedState {
  const all = trainable + statistics;
  return {
    replicas,
    weights: shared(all),
    averaged: shared(all),
    firstMoments: shared(trainable),
    secondMoments: shared(trainable),
    contributions: Array.from({ length: replicas }, () => shared(all)),
    lengths: new Float64Array(new SharedArrayBuffer(8 * replicas)),
    losses: new Float64Array(new SharedArrayBuffer(8 * replicas)),
    waits: new Float64Array(new SharedArrayBuffer(8 * replicas)),
    control: new Int32Array(
      new SharedArrayBuffer(4 * Object.keys(CONTROL).length),
    ),
  };
}

/** Thrown where a replica waits for another that has failed and will never come. */
export class AbandonedError extends Error {}

/**
 * Waits until every replica is here.
 *
 * @throws AbandonedError where another replica has failed.
 */
export function barrier({ control, replicas }: SharedState): void {
  const generation = Atomics.load(control, CONTROL.generation);
  if (Atomics.add(control, CONTROL.arrived, 1) + 1 === replicas) {
    Atomics.store(control, CONTROL.arrived, 0);
    Atomics.add(control, CONTROL.generation, 1);
    Atomics.notify(control, CONTROL.generation);
    return;
  }
  while (Atomics.load(control, CONTROL.generation) === generation) {
    if (Atomics.load(control, CONTROL.failed) !== 0)
      throw new AbandonedError("Another replica failed.");
    Atomics.wait(control, CONTROL.generation, generation, 1000);
  }
}

/** The part of `length` numbers that one replica averages and moves: `[first, end)`. */
export function sliceOf(
  replica: number,
  replicas: number,
  length: number,
): [number, number] {
  return [
    Math.floor((length * replica) / replicas),
    Math.floor((length * (replica + 1)) / replicas),
  ];
}
