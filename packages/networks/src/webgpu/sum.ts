import * as tf from "@tensorflow/tfjs";
import { partialSums, partsOf, sumOfParts } from "./column-sums.ts";
import type { WebgpuBackend } from "./webgpu-backend.ts";

/** Replaces Sum on webgpu where it runs over the first axes, as biases' gradients do; the stock kernel, which turns the tensor first, does the rest. */
export function registerSum(backend: WebgpuBackend): void {
  const stock = tf.getKernel("Sum", "webgpu");
  tf.unregisterKernel("Sum", "webgpu");
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
      if (x.dtype !== "float32" || !first || axes.length === 0 || columns < 2)
        return stock.kernelFunc(call);
      const rows = tf.util.sizeFromShape(x.shape.slice(0, axes.length));
      const shape = keepDims ? [...axes.map(() => 1), ...kept] : kept;
      const parts = partsOf(rows, true);
      const shader = partialSums(
        {
          label: "sum of rows",
          rows,
          columns,
          sums: 1,
          inputs: ["x"],
          add: `sum[0] += x[row * ${columns}u + c];`,
        },
        parts,
      );
      return sumOfParts(backend, shader, [x], parts, shape);
    },
  });
}
