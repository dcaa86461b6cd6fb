import * as tf from "@tensorflow/tfjs";
import type { SimdKernels } from "./simd.ts";
import type { KernelRunner } from "./wasm-backend.ts";

/**
 * Replaces Sum on wasm where it runs over the first axes and what is left comes in fours; the stock kernel, which turns the
 * tensor first, does the rest.
 */
export function registerSum(
  { backend }: KernelRunner,
  simd: SimdKernels,
): void {
  const stock = tf.getKernel("Sum", "wasm");
  tf.unregisterKernel("Sum", "wasm");
  tf.registerKernel({
    ...stock,
    kernelFunc: (call) => {
      const { x } = call.inputs as { x: tf.TensorInfo };
      const { axis, keepDims } = call.attrs as unknown as {
        axis: number | readonly number[];
        keepDims: boolean;
      };
      const axes = tf.util.parseAxisParam(axis as number | number[], x.shape);
      const first = axes.every((one, i) => one === i);
      const kept = x.shape.slice(axes.length);
      const columns = tf.util.sizeFromShape(kept);
      if (!first || axes.length === 0 || columns % 4 !== 0 || columns === 0)
        return stock.kernelFunc(call);
      const rows = tf.util.sizeFromShape(x.shape.slice(0, axes.length));
      const shape = keepDims ? [...axes.map(() => 1), ...kept] : kept;
      const y = backend.makeOutput(shape, "float32");
      simd.sumRows(
        backend.getMemoryOffset(x.dataId),
        backend.getMemoryOffset(y.dataId),
        rows,
        columns,
      );
      return y;
    },
  });
}
