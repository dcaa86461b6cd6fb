import { startRegisteredBackend } from "@fdhm/networks";
import type { Backend } from "./backend.ts";
import type { TfjsNode } from "./tfjs-node.ts";

/** TensorFlow's C library with CUDA, of the optional package `@tensorflow/tfjs-node-gpu`. */
export const tfjsNodeGpu: Backend = {
  name: "tfjs-node-gpu",
  oneCore: false,
  async start(load) {
    const loaded = (await load("@tensorflow/tfjs-node-gpu")) as TfjsNode;
    await startRegisteredBackend("tensorflow");
    // Without CUDA the library says nothing and computes on the processor.
    if (!(loaded.default ?? loaded).backend().isUsingGpuDevice)
      throw new Error("it finds no CUDA device");
    return { computes: "TensorFlow's library with CUDA" };
  },
};
