// Ways tried, 60 and 80 steps of 64 crops at 112 px (AFW and rendered faces) on two cores that other programs kept busy as well,
// so that steps a second say little (1.5 to 2.5 in all ways); waiting is the mean over the replicas, and processor time that
// of the whole run of 60 steps, packing included:
//
// - two replicas, each filling its own batches: waiting 16.3 to 18.7 %, 27.4 and 28.3 s;
// - two replicas and one reader: waiting 0.0 to 1.2 %, 28.9 and 29.1 s;
// - two replicas and two readers: waiting 0.0 and 1.0 %;
// - one replica, filling its own: waiting 17.2 and 18.0 %, 26.9 and 27.7 s;
// - one replica and one reader: waiting 0.9 and 1.2 %, 24.6 and 26.4 s.
//
// Filling takes a replica about a sixth of its time: one reader keeps up with four.
import { Worker } from "node:worker_threads";
import { closeRing, createBatchRing } from "@fdhm/datasets";
import { batchLength } from "./batch-layout.ts";
import { partOf, type ReadingTask } from "./batch-reader.ts";
import type { FilledRing } from "./batch-source.ts";

/** Batches that each replica's lane may be filled ahead: enough for a reader that the system lets wait for a while. */
const DEPTH = 3;

/** The worker threads that fill batches ahead. */
export class Readers {
  /** What they fill. */
  readonly filled: FilledRing;
  /** Rejects where a thread fails; the replicas are then told that nothing comes. Never resolves. */
  readonly failed: Promise<never>;
  readonly #workers: readonly Worker[];

  /**
   * Starts the threads.
   *
   * @param count - how many, at least one.
   * @param begun - the first step to be filled.
   * @param steps - the step after the last.
   */
  constructor(task: ReadingTask, count: number, begun: number, steps: number) {
    const ring = createBatchRing({
      lanes: task.replicas,
      depth: DEPTH,
      turns: steps - begun,
      length: batchLength(partOf(task)),
    });
    this.filled = { ring, begun };
    this.#workers = Array.from(
      { length: count },
      () =>
        new Worker(new URL("./reader.js", import.meta.url), {
          workerData: { task, ring, begun },
        }),
    );
    this.failed = new Promise((_, reject) => {
      for (const worker of this.#workers)
        worker.on("error", (error) => {
          closeRing(ring);
          reject(error);
        });
    });
    // Whoever runs a segment listens; between two nobody does.
    this.failed.catch(() => undefined);
  }

  /** Ends the threads. */
  async terminate(): Promise<void> {
    closeRing(this.filled.ring);
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
