/** Backends of TensorFlow.js that a training may run on, the first that is there and works first. */
export const BACKEND_NAMES = [
  "tfjs-node-gpu",
  "tfjs-node",
  "webgpu",
  "wasm",
  "cpu",
] as const;

/** Name of a backend. */
export type BackendName = (typeof BACKEND_NAMES)[number];

/** Loads a package; tests hand in others. */
export type Load = (name: string) => Promise<unknown>;

/** A backend that has become the current one of this thread. */
export interface StartedBackend {
  /** What computes, in a few words: `"SIMD kernels"`. */
  readonly computes: string;
  /** Whether a GPU is only acted out by the processor: right, and slower than wasm. */
  readonly emulated?: boolean;
  /** Lets Node exit, where the backend would keep it. */
  readonly release?: () => void;
}

/** A way to run TensorFlow.js. */
export interface Backend {
  /** As `--backend` names it. */
  readonly name: BackendName;
  /** Whether it keeps one core busy, so that a replica a worker thread pays; the others have the whole machine, and one replica. */
  readonly oneCore: boolean;
  /**
   * Makes it the current backend of this thread.
   *
   * @throws what keeps it from starting, as an `Error` with a sentence for people.
   */
  readonly start: (load: Load) => Promise<StartedBackend>;
}
