import type { Env } from "onnxruntime-web/wasm";
import type { WasmOptions } from "./runtime.ts";

/** Tells onnxruntime-web where its WebAssembly is and how many threads it may start. */
export function configureWasm(
  wasm: Env.WebAssemblyFlags,
  { wasmUrl, wasmBinary }: WasmOptions,
): void {
  if (wasmUrl !== undefined) wasm.wasmPaths = { wasm: wasmUrl };
  if (wasmBinary !== undefined) wasm.wasmBinary = wasmBinary;
  // Threads share memory, which browsers allow only on isolated pages; elsewhere asking for them costs a warning.
  const { crossOriginIsolated } = globalThis as {
    crossOriginIsolated?: boolean;
  };
  if (crossOriginIsolated !== true) wasm.numThreads = 1;
}
