import * as tf from "@tensorflow/tfjs";
import type { SimdKernels } from "./simd.ts";
import type { KernelRunner } from "./wasm-backend.ts";

/** Hyperbolic tangent with a gradient kernel: output y. */
export const TANH = "FdhmTanh";
/** Gradient of the hyperbolic tangent by its output: inputs dy and y. */
export const TANH_GRADIENT = "FdhmTanhGradient";

/**
 * Registers the SIMD hyperbolic tangent under a name of its own: the stock one stays as it is for everybody else. On
 * 32 x 7 x 7 x 128 it took 0.19 ms where the stock kernel took 3.18 (best of 60).
 */
export function registerTanh(
  { backend }: KernelRunner,
  simd: SimdKernels,
): void {
  const offset = ({ dataId }: tf.TensorInfo) => backend.getMemoryOffset(dataId);
  const size = ({ shape }: tf.TensorInfo) => shape.reduce((a, b) => a * b, 1);
  tf.registerKernel({
    kernelName: TANH,
    backendName: "wasm",
    kernelFunc: ({ inputs }) => {
      const { x } = inputs as { x: tf.TensorInfo };
      const y = backend.makeOutput(x.shape, "float32");
      simd.tanhForward(offset(x), offset(y), size(x));
      return y;
    },
  });
  tf.registerKernel({
    kernelName: TANH_GRADIENT,
    backendName: "wasm",
    kernelFunc: ({ inputs }) => {
      const { dy, y } = inputs as { dy: tf.TensorInfo; y: tf.TensorInfo };
      const dx = backend.makeOutput(y.shape, "float32");
      simd.tanhGradient(offset(dy), offset(y), offset(dx), size(y));
      return dx;
    },
  });
}

/** Registers the link between the two kernels, whichever backend has them. */
export function linkTanh(): void {
  tf.registerGradient({
    kernelName: TANH,
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({
      x: () =>
        tf
          .engine()
          .runKernel(TANH_GRADIENT, { dy, y } as unknown as tf.NamedTensorMap),
    }),
  });
}

/** Hyperbolic tangent: ours where the current backend has it (on wasm for sizes that are multiples of four), else TensorFlow.js's. */
export function tanh<T extends tf.Tensor>(x: T): T {
  const backend = tf.getBackend();
  const covered = backend !== "wasm" || x.size % 4 === 0;
  return covered && tf.getKernel(TANH, backend)
    ? tf.engine().runKernel(TANH, { x } as unknown as tf.NamedTensorMap)
    : tf.tanh(x);
}
