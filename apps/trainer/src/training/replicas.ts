import { Worker } from "node:worker_threads";
import type { Readers } from "./readers.ts";
import type { ReplicaMessage, ReplicaTask, Segment } from "./replica-task.ts";
import { CONTROL, type SharedState } from "./shared-state.ts";

/** What is told of a step. */
export type StepReport = Extract<ReplicaMessage, { kind: "step" }>;

/** The worker threads of a training, driven segment by segment. */
export class Replicas {
  /** What computes, in a few words. */
  readonly computes: string;
  readonly #workers: readonly Worker[];
  readonly #shared: SharedState;
  readonly #readers: Readers | undefined;

  private constructor(
    workers: readonly Worker[],
    readers: Readers | undefined,
    shared: SharedState,
    computes: string,
  ) {
    this.#workers = workers;
    this.#readers = readers;
    this.#shared = shared;
    this.computes = computes;
  }

  /**
   * Starts as many threads as the shared state has places.
   *
   * @param readers - fill the batches; without them each replica fills its own. They end with the replicas.
   * @throws what a thread throws while it starts.
   */
  static async start(
    task: Omit<ReplicaTask, "replica" | "filled">,
    readers: Readers | undefined,
  ): Promise<Replicas> {
    const filled = readers?.filled;
    const workers = Array.from(
      { length: task.shared.replicas },
      (_, replica) =>
        new Worker(new URL("./replica.js", import.meta.url), {
          workerData: { ...task, replica, filled } satisfies ReplicaTask,
        }),
    );
    try {
      const ready = await Promise.all(
        workers.map((worker) => next(worker, "ready")),
      );
      return new Replicas(workers, readers, task.shared, ready[0]!.computes);
    } catch (error) {
      await Promise.all(workers.map((worker) => worker.terminate()));
      await readers?.terminate();
      throw error;
    }
  }

  /**
   * Trains the steps of a segment.
   *
   * @param onStep - called after each step.
   * @returns how many steps of the run are done: fewer than asked for after {@link stop}.
   * @throws what a replica or a reader throws; the weights are those before the step that failed.
   */
  async run(
    segment: Segment,
    onStep: (step: StepReport) => void,
  ): Promise<number> {
    const first = this.#workers[0]!;
    const listen = (message: ReplicaMessage) => {
      if (message.kind === "step") onStep(message);
    };
    first.on("message", listen);
    try {
      const done = this.#workers.map((worker) => next(worker, "done"));
      for (const worker of this.#workers) worker.postMessage(segment);
      const [message] = await Promise.race([
        Promise.all(done),
        ...(this.#readers ? [this.#readers.failed] : []),
      ]);
      return message!.steps;
    } finally {
      first.off("message", listen);
    }
  }

  /** Lets the step in progress be the last. */
  stop(): void {
    Atomics.store(this.#shared.control, CONTROL.stop, 1);
  }

  /** Ends the threads. */
  async terminate(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
    await this.#readers?.terminate();
  }
}

/** The next message of a kind, or the thread's error. */
function next<K extends ReplicaMessage["kind"]>(
  worker: Worker,
  kind: K,
): Promise<Extract<ReplicaMessage, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      worker.off("message", hear);
      worker.off("error", fail);
      act();
    };
    const hear = (message: ReplicaMessage) => {
      if (message.kind === kind)
        settle(() => resolve(message as Extract<ReplicaMessage, { kind: K }>));
    };
    const fail = (error: Error) => settle(() => reject(error));
    worker.on("message", hear);
    worker.on("error", fail);
  });
}
