import { startRegisteredBackend } from "@fdhm/networks";
import type { Backend } from "./backend.ts";

/** What is used of `@tensorflow/tfjs-node` and `-gpu`, which are CommonJS. */
export interface TfjsNode {
  /** The module, where Node has not found its names. */
  readonly default?: TfjsNode;
  /** The backend that the package has registered, once it is the current one. */
  readonly backend: () => {
    /** Whether it computes on a GPU. */
    readonly isUsingGpuDevice: boolean;
  };
}

/** TensorFlow's C library on the processor, of the optional package `@tensorflow/tfjs-node`. */
export const tfjsNode: Backend = {
  name: "tfjs-node",
  oneCore: false,
  async start(load) {
    await load("@tensorflow/tfjs-node");
    await startRegisteredBackend("tensorflow");
    return { computes: "TensorFlow's library" };
  },
};
