/**
 * Body of a worker thread: fills batches ahead of the replicas until the run's last step. See `readers.ts`.
 */
import { workerData } from "node:worker_threads";
import { fillNext } from "@fdhm/datasets";
import { batchOver } from "./batch-layout.ts";
import { BatchReader, partOf, type ReadingTask } from "./batch-reader.ts";
import type { FilledRing } from "./batch-source.ts";
import { Teacher } from "./teacher.ts";

const { task, ring, begun } = workerData as FilledRing & {
  readonly task: ReadingTask;
};
const reader = new BatchReader(task);
const teacher =
  task.teacher && (await Teacher.load(task.teacher, task.normalisation));
const shape = partOf(task);
while (
  await fillNext(ring, async (slot, replica, turn) => {
    reader.fill(slot, replica, begun + turn);
    await teacher?.teach(batchOver(slot, shape), shape);
  })
);
