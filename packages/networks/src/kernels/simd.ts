import * as tf from "@tensorflow/tfjs";
import { decodeBase64 } from "./base64.ts";
import { KERNELS_WASM } from "./kernels.wasm.ts";
import type { WasmBackend, WasmMemory } from "./wasm-backend.ts";

type Kernel = (...numbers: number[]) => void;

/** Exports of assembly/kernels.ts; arguments are documented there. */
export interface SimdKernels {
  /** Filter gradient of a 3x3 depthwise convolution. */
  readonly depthwiseGradientFilter: Kernel;
  /** Input gradient of a 3x3 depthwise convolution. */
  readonly depthwiseGradientInput: Kernel;
  /** Filter gradient of a convolution. */
  readonly convolutionGradientFilter: Kernel;
  /** Batch normalisation and ReLU6. */
  readonly normaliseForward: Kernel;
  /** Their gradient. */
  readonly normaliseGradient: Kernel;
  /** Zeros around pictures. */
  readonly padPictures: Kernel;
  /** Sum over the first axis. */
  readonly sumRows: Kernel;
  /** Hyperbolic tangent. */
  readonly tanhForward: Kernel;
  /** Its gradient. */
  readonly tanhGradient: Kernel;
}

/** `WebAssembly`, which the language's own library does not declare. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: { env: { memory: WasmMemory } },
  ) => { readonly exports: object };
}

/**
 * Puts our SIMD module on the backend's memory.
 *
 * @returns its kernels, or undefined where the backend has no SIMD, shares its memory between threads (which a module has to be
 *   compiled for) or does not show it.
 */
export async function loadSimdKernels(
  backend: WasmBackend,
): Promise<SimdKernels | undefined> {
  const memory = backend.wasm.asm?.memory;
  if (
    memory === undefined ||
    Object.prototype.toString.call(memory.buffer) !== "[object ArrayBuffer]" ||
    !(await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT"))
  )
    return undefined;
  const { WebAssembly } = globalThis as unknown as {
    WebAssembly: WebAssemblyApi;
  };
  const module = new WebAssembly.Module(decodeBase64(KERNELS_WASM));
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  return instance.exports as SimdKernels;
}
