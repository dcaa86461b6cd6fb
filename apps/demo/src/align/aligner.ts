import type { BatchAligner } from "@fdhm/runtime-web";

/** An aligner of any backend. */
export interface Aligner extends BatchAligner {
  /** What runs the model. */
  readonly runtime: string;
  /** Frees it; calls in flight may reject. */
  dispose(): Promise<void>;
}
