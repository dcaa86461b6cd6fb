import { startWasmBackend } from "@fdhm/networks";
import type { Backend } from "./backend.ts";

/** TensorFlow.js's WebAssembly with the kernels of `@fdhm/networks`. */
export const wasm: Backend = {
  name: "wasm",
  oneCore: true,
  async start() {
    const simd = await startWasmBackend();
    return {
      computes: simd ? "SIMD kernels" : "composed kernels (no SIMD here)",
    };
  },
};
