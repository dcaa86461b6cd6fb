import { expected } from "@fdhm/errors";
import type * as Onnx from "onnxruntime-web/webgpu";
import { configureWasm } from "../runtime/configure-wasm.ts";
import type { RuntimeLoader } from "../runtime/runtime.ts";

/** What of the browser's `navigator.gpu` is used here; TypeScript's own libraries do not know it yet. */
interface Gpu {
  /** Gives null where the browser has no GPU that it lets pages use. */
  requestAdapter(): Promise<object | null>;
}

/** Imports onnxruntime-web with its GPU's half; tests give one that computes nothing. */
export type ImportWebGpu = () => Promise<
  Pick<typeof Onnx, "InferenceSession" | "Tensor" | "env">
>;

/**
 * Lets the GPU compute, by onnxruntime-web's WebGPU: `FaceAligner.load(model, { runtime: webgpu() })`.
 *
 * Nothing is loaded before a model is. Every crop goes to the GPU and every result comes back, which may take longer than so
 * small a network takes in WebAssembly: measure both before you choose.
 *
 * @param importWebGpu - imports the runtime; by default the package that is installed.
 * @returns a loader, which throws RangeError where there is no WebGPU, no GPU that the page may use, or one that fails.
 */
export function webgpu(
  importWebGpu: ImportWebGpu = () => import("onnxruntime-web/webgpu"),
): RuntimeLoader {
  return async (wasm) => {
    const { navigator } = globalThis as { navigator?: { gpu?: Gpu } };
    const gpu = navigator?.gpu;
    if (gpu === undefined)
      throw expected(
        "a browser and a page with WebGPU (https: or localhost)",
        "runtime webgpu",
        "no navigator.gpu",
      );
    let adapter: object | null;
    try {
      adapter = await gpu.requestAdapter();
    } catch (cause) {
      throw expected("a GPU", "runtime webgpu", cause, { cause });
    }
    if (adapter === null)
      throw expected(
        "a GPU that this browser lets pages use",
        "runtime webgpu",
        "no adapter",
      );
    // Only asked whether there is one: onnxruntime asks for an adapter of its own.
    const onnx = await importWebGpu();
    configureWasm(onnx.env.wasm, wasm);
    return {
      name: "onnxruntime-web/webgpu",
      onnx,
      session: { executionProviders: ["webgpu"] },
    };
  };
}
