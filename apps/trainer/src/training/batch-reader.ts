import {
  augment,
  createRandom,
  pick,
  type FacePack,
  type TrainingTarget,
} from "@fdhm/datasets";
import { COORDINATES, type Batch } from "@fdhm/networks";
import type { ReplicaTask } from "./replica-task.ts";

/** Names what the numbers are drawn for, beside the other uses of the run's seed. */
const STREAM = 2;

/**
 * Fills one replica's part of any step's batch. What is drawn follows from the seed and the example's position in the run
 * alone, so a continued run sees what an unbroken one sees.
 */
export class BatchReader {
  readonly #task: ReplicaTask;
  readonly #packs: readonly (readonly [FacePack, number])[];
  readonly #share: number;
  readonly #size: number;
  readonly #batch: Batch;
  readonly #targets: readonly TrainingTarget[];

  /** @param size - edge of the network's input in px. */
  constructor(task: ReplicaTask, size: number) {
    this.#task = task;
    this.#packs = task.packs.map(({ pack, weight }) => [pack, weight]);
    this.#size = size;
    this.#share = task.batchSize / task.shared.replicas;
    const pixels = size * size * 3;
    const batch = {
      images: new Float32Array(this.#share * pixels),
      landmarks: new Float32Array(this.#share * COORDINATES),
      landmarkWeights: new Float32Array(this.#share * COORDINATES),
      scores: new Float32Array(this.#share),
    };
    const part = (all: Float32Array, i: number, length: number) =>
      all.subarray(i * length, (i + 1) * length);
    this.#batch = batch;
    this.#targets = Array.from({ length: this.#share }, (_, i) => ({
      picture: part(batch.images, i, pixels),
      landmarks: part(batch.landmarks, i, COORDINATES),
      landmarkWeights: part(batch.landmarkWeights, i, COORDINATES),
      score: part(batch.scores, i, 1),
    }));
  }

  /**
   * The replica's part of a step's batch.
   *
   * @param step - counted from 0.
   * @returns a batch whose buffers the next call fills again.
   */
  read(step: number): Batch {
    const { batchSize, replica, seed, augmentation, normalisation } =
      this.#task;
    const first = step * batchSize + replica * this.#share;
    for (const [i, target] of this.#targets.entries()) {
      const random = createRandom(seed, STREAM, first + i);
      const pack = pick(random, this.#packs);
      const index = Math.floor(random.uniform() * pack.count);
      augment(
        pack,
        index,
        random,
        augmentation,
        this.#size,
        normalisation,
        target,
      );
    }
    return this.#batch;
  }
}
