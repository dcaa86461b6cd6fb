import { configureWasm } from "./configure-wasm.ts";
import type { Runtime, WasmOptions } from "./runtime.ts";

/** Loads onnxruntime-web, which computes in WebAssembly: in pages, in workers, and in Node. */
export async function webRuntime(wasm: WasmOptions): Promise<Runtime> {
  const onnx = await import("onnxruntime-web/wasm");
  configureWasm(onnx.env.wasm, wasm);
  return {
    name: "onnxruntime-web",
    onnx,
    session: { executionProviders: ["wasm"] },
  };
}
