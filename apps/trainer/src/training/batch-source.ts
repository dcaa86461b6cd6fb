import { releaseSlot, takeSlot, type BatchRing } from "@fdhm/datasets";
import type { Batch } from "@fdhm/networks";
import { batchLength, batchOver } from "./batch-layout.ts";
import { BatchReader, partOf, type ReadingTask } from "./batch-reader.ts";

/** Where a replica has its batches from. */
export interface BatchSource {
  /**
   * The replica's part of a step's batch, which is the caller's until {@link done}.
   *
   * @param step - counted from 0, one after another.
   */
  take(step: number): Batch;
  /** Says that the step's batch is no longer needed. */
  done(step: number): void;
}

/** A ring that threads fill, and where in the run it begins. */
export interface FilledRing {
  /** One lane a replica. */
  readonly ring: BatchRing;
  /** Step of the ring's first turn. */
  readonly begun: number;
}

/**
 * Batches from a ring that other threads fill, or, without one, batches that the replica's own thread fills when it takes
 * them. Both give the same batches.
 */
export function batchSource(
  task: ReadingTask,
  replica: number,
  filled: FilledRing | undefined,
): BatchSource {
  const shape = partOf(task);
  if (filled === undefined) {
    const reader = new BatchReader(task);
    const numbers = new Float32Array(batchLength(shape));
    return {
      take(step) {
        reader.fill(numbers, replica, step);
        return batchOver(numbers, shape);
      },
      done: () => undefined,
    };
  }
  const { ring, begun } = filled;
  return {
    take: (step) => batchOver(takeSlot(ring, replica, step - begun), shape),
    done: (step) => releaseSlot(ring, replica, step - begun),
  };
}
