import * as tf from "@tensorflow/tfjs";

/** The parts of TensorFlow.js's wasm backend that kernels use. `wasm.asm` is an internal of 4.22.0. */
export interface WasmBackend extends tf.KernelBackend {
  /** The Emscripten module. */
  readonly wasm: {
    /** Its exports, where this version keeps them. */
    readonly asm?: { readonly memory?: WasmMemory };
  };
  /** Byte offset of a tensor in the module's memory. */
  getMemoryOffset(dataId: object): number;
  /** Allocates a tensor, its elements undefined. */
  makeOutput(shape: number[], dtype: "float32"): tf.TensorInfo;
  /** Counts one more user of a tensor's memory. */
  incRef(dataId: object): void;
}

/** `WebAssembly.Memory`, which the language's own library does not declare. */
export interface WasmMemory {
  /** The bytes; replaced when the memory grows. */
  readonly buffer: ArrayBufferLike;
}

/** Inputs or outputs of a kernel by name. */
export type Infos = Record<string, tf.TensorInfo>;

/** Runs registered kernels of the backend below the level of tensors: nothing is recorded or tidied. */
export interface KernelRunner {
  /** The backend. */
  readonly backend: WasmBackend;
  /** Runs a kernel that has one output. */
  run(
    name: string,
    inputs: Infos | readonly tf.TensorInfo[],
    attributes?: object,
  ): tf.TensorInfo;
  /** The same elements under another shape; shares memory. */
  reshape(x: tf.TensorInfo, shape: readonly number[]): tf.TensorInfo;
  /** Product of matrices, neither transposed: the one case that the backend does fast. */
  matMul(a: tf.TensorInfo, b: tf.TensorInfo): tf.TensorInfo;
  /** Transposed matrix. */
  transpose(x: tf.TensorInfo): tf.TensorInfo;
  /** Gives memory back. */
  release(...infos: readonly tf.TensorInfo[]): void;
}

/** A runner on the wasm backend, which must be the current one. */
export function createKernelRunner(): KernelRunner {
  const backend = tf.backend() as WasmBackend;
  const run: KernelRunner["run"] = (name, inputs, attributes = {}) =>
    tf.getKernel(name, "wasm").kernelFunc({
      inputs: inputs as tf.NamedTensorInfoMap,
      backend,
      attrs: attributes as tf.NamedAttrMap,
    }) as tf.TensorInfo;
  const reshape: KernelRunner["reshape"] = (x, shape) =>
    run("Reshape", { x }, { shape });
  const release: KernelRunner["release"] = (...infos) => {
    for (const { dataId } of infos) backend.disposeData(dataId);
  };
  return {
    backend,
    run,
    reshape,
    release,
    matMul(a, b) {
      const a3 = reshape(a, [1, ...a.shape]);
      const b3 = reshape(b, [1, ...b.shape]);
      const product = run(
        "BatchMatMul",
        { a: a3, b: b3 },
        { transposeA: false, transposeB: false },
      );
      const result = reshape(product, product.shape.slice(1));
      release(a3, b3, product);
      return result;
    },
    transpose: (x) => run("Transpose", { x }, { perm: [1, 0] }),
  };
}
