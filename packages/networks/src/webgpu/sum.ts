import * as tf from "@tensorflow/tfjs";
import { rowSum } from "../kernels/row-sum.ts";
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
      const asked = rowSum(call);
      if (asked === undefined || x.dtype !== "float32" || asked.columns < 2)
        return stock.kernelFunc(call);
      const { rows, columns, shape } = asked;
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
