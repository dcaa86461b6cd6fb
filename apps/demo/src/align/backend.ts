import { FaceAligner, type LoadProgress } from "@fdhm/runtime-web";
import { createWorkerAligner } from "@fdhm/runtime-web/worker";
import { webgpu } from "@fdhm/runtime-web/webgpu";
import { Trouble } from "../trouble.ts";
import type { Aligner } from "./aligner.ts";

/** Where and by what the network is computed. */
export type Backend = "worker" | "page" | "webgpu";

/** All of them, the default first, as people read them. */
export const BACKENDS: Readonly<Record<Backend, string>> = {
  worker: "WebAssembly in a worker",
  page: "WebAssembly in the page",
  webgpu: "WebGPU",
};

/** How {@link openAligner} loads. */
export interface OpenOptions {
  /** Ends the loading early. */
  readonly signal: AbortSignal;
  /** Told of every piece of the model that arrives. */
  readonly onProgress: (progress: LoadProgress) => void;
}

/**
 * Loads a model for a backend.
 *
 * @throws Trouble where that cannot be done; the signal's reason where it was aborted.
 */
export async function openAligner(
  model: URL,
  backend: Backend,
  options: OpenOptions,
): Promise<Aligner> {
  if (typeof WebAssembly !== "object")
    throw new Trouble(
      "This browser runs no WebAssembly.",
      "The network that finds faces needs it. A high security level may have switched it off; allow it for this page, or open the page in another browser.",
    );
  try {
    return await start(model, backend, options);
  } catch (cause) {
    options.signal.throwIfAborted();
    throw new Trouble(
      backend === "webgpu"
        ? "The network does not run on this graphics card."
        : "The network could not be loaded.",
      backend === "webgpu"
        ? "Choose WebAssembly as what computes it."
        : `Load the page again. What went wrong: ${(cause as Error).message}`,
      { cause },
    );
  }
}

function start(
  model: URL,
  backend: Backend,
  options: OpenOptions,
): Promise<Aligner> {
  if (backend === "worker") return createWorkerAligner(model, options);
  return FaceAligner.load(model, {
    ...options,
    runtime: backend === "webgpu" ? webgpu() : "onnxruntime-web",
  });
}
