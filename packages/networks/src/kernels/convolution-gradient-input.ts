import * as tf from "@tensorflow/tfjs";
import { pointwiseCall } from "./pointwise-call.ts";
import type { KernelRunner } from "./wasm-backend.ts";

/** Replaces Conv2DBackpropInput for 1x1 kernels of stride 1 by the convolution of dy with the transposed filter; the stock kernel is scalar. */
export function registerConvolutionGradientInput(runner: KernelRunner): void {
  const name = "Conv2DBackpropInput";
  const stock = tf.getKernel(name, "wasm");
  tf.unregisterKernel(name, "wasm");
  tf.registerKernel({
    ...stock,
    kernelFunc: (call) => {
      const { dy, filter } = call.inputs as {
        dy: tf.TensorInfo;
        filter: tf.TensorInfo;
      };
      const pointwise = pointwiseCall(call);
      if (pointwise === undefined) return stock.kernelFunc(call);
      const { inChannels, outChannels } = pointwise;
      const matrix = runner.reshape(filter, [inChannels, outChannels]);
      const transposed = runner.transpose(matrix);
      const turned = runner.reshape(transposed, [
        1,
        1,
        outChannels,
        inChannels,
      ]);
      const dx = runner.run(
        "Conv2D",
        { x: dy, filter: turned },
        { strides: [1, 1], pad: "same", dilations: [1, 1], dataFormat: "NHWC" },
      );
      runner.release(matrix, transposed, turned);
      return dx;
    },
  });
}
