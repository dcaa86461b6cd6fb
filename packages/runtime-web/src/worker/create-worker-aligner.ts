import { expected } from "@fdhm/errors";
import { Connection } from "./connection.ts";
import { loadRequest } from "./load-request.ts";
import { RemoteAligner } from "./remote-aligner.ts";
import type { WorkerAligner, WorkerLoadOptions } from "./worker-aligner.ts";

/**
 * Starts a module worker, reads a model file in it and makes it ready to run.
 *
 * @param model - bytes, which are copied, or an address, which the worker fetches; relative to the page.
 * @param options - as of `FaceAligner.load`. An aborted signal ends the worker. Progress names the absolute address.
 * @throws RangeError where there are no workers here (as in Node), where the worker does not start, and as
 *   `FaceAligner.load`. The signal's reason where it was aborted.
 */
export async function createWorkerAligner(
  model: URL | string | ArrayBuffer | Uint8Array,
  options: WorkerLoadOptions = {},
): Promise<WorkerAligner> {
  const { signal, onProgress } = options;
  signal?.throwIfAborted();
  const { request, transfer } = loadRequest(model, options);
  const connection = new Connection(startWorker(), onProgress);
  const abort = (): void => connection.close(signal?.reason);
  signal?.addEventListener("abort", abort);
  try {
    const ready = await connection.request(request, transfer);
    signal?.throwIfAborted();
    return new RemoteAligner(connection, ready);
  } catch (error) {
    connection.close(error);
    throw error;
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

function startWorker(): Worker {
  if (typeof Worker !== "function")
    throw expected(
      "a page or worker that can start module workers",
      "createWorkerAligner",
      "none here",
    );
  try {
    // Bundlers look for these very words, and for the address of what was compiled.
    return new Worker(new URL("./aligner-worker.js", import.meta.url), {
      type: "module",
    });
  } catch (cause) {
    throw expected(
      "a module worker that starts",
      "createWorkerAligner",
      cause,
      {
        cause,
      },
    );
  }
}
