/**
 * Body of a worker thread: fills batches ahead of the replicas until the run's last step. See `readers.ts`.
 */
import { workerData } from "node:worker_threads";
import { fillNext } from "@fdhm/datasets";
import { BatchReader, type ReadingTask } from "./batch-reader.ts";
import type { FilledRing } from "./batch-source.ts";

const { task, ring, begun } = workerData as FilledRing & {
  readonly task: ReadingTask;
};
const reader = new BatchReader(task);
while (
  fillNext(ring, (slot, replica, turn) =>
    reader.fill(slot, replica, begun + turn),
  )
);
