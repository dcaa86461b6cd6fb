import * as tf from "@tensorflow/tfjs";
import { rowSum } from "./row-sum.ts";
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
      const asked = rowSum(call);
      if (asked === undefined || asked.columns % 4 !== 0 || asked.columns === 0)
        return stock.kernelFunc(call);
      const { rows, columns, shape } = asked;
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
