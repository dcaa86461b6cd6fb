import { expected } from "@fdhm/errors";
import { isNode, nodeRuntime, type ImportPackage } from "./node-runtime.ts";
import type { RuntimeLoader } from "./runtime.ts";
import { webRuntime } from "./web-runtime.ts";

/** The runtimes that the package finds by itself. */
export type RuntimeName = "auto" | "onnxruntime-node" | "onnxruntime-web";

const NAMES: readonly RuntimeName[] = [
  "auto",
  "onnxruntime-node",
  "onnxruntime-web",
];

/**
 * What loads the runtime that is asked for.
 *
 * @param importPackage - imports onnxruntime-node; by default as it is installed.
 * @throws RangeError where it is neither a name nor a loader.
 */
export function runtimeLoader(
  runtime: RuntimeName | RuntimeLoader,
  importPackage?: ImportPackage,
): RuntimeLoader {
  if (typeof runtime === "function") return runtime;
  if (!NAMES.includes(runtime))
    throw expected(
      `one of ${NAMES.join(", ")} or a loader such as webgpu()`,
      "runtime",
      runtime,
    );
  if (runtime === "onnxruntime-web") return webRuntime;
  if (runtime === "onnxruntime-node") return () => nodeRuntime(importPackage);
  return async (wasm) => {
    if (!isNode()) return webRuntime(wasm);
    // Not installed, or without machine code for this system: WebAssembly runs everywhere.
    return nodeRuntime(importPackage).catch(() => webRuntime(wasm));
  };
}
