/**
 * Face alignment in a worker, so that the page stays free.
 * @packageDocumentation
 */
export { createWorkerAligner } from "./worker/create-worker-aligner.ts";
export {
  type WorkerAligner,
  type WorkerLoadOptions,
} from "./worker/worker-aligner.ts";
