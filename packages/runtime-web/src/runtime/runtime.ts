import type { InferenceSession } from "onnxruntime-web/wasm";

/** What of onnxruntime is used here; its packages for Node and for browsers have it alike. */
export type OnnxModule = Pick<
  typeof import("onnxruntime-web/wasm"),
  "InferenceSession" | "Tensor"
>;

/** An ONNX runtime that is loaded. */
export interface Runtime {
  /** What `FaceAligner.runtime` says: the package, and what of it computes. */
  readonly name: string;
  /** The package's exports. */
  readonly onnx: OnnxModule;
  /** With what options a model's session is made. */
  readonly session: InferenceSession.SessionOptions;
}

/** Where onnxruntime-web finds its WebAssembly; the first model that a page loads decides for all. */
export interface WasmOptions {
  /**
   * Address of `ort-wasm-simd-threaded.wasm`, for `webgpu()` of `ort-wasm-simd-threaded.asyncify.wasm`; by default the copy
   * that the bundler emits, or the package's own in Node. Not used by onnxruntime-node.
   */
  readonly wasmUrl?: string | URL | undefined;
  /** The bytes of that file, in place of an address. */
  readonly wasmBinary?: ArrayBuffer | Uint8Array | undefined;
}

/** Loads an ONNX runtime when the first model needs it, such as what `webgpu()` of `@fdhm/runtime-web/webgpu` gives. */
export type RuntimeLoader = (wasm: WasmOptions) => Promise<Runtime>;
