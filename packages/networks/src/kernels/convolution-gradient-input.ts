import * as tf from "@tensorflow/tfjs";
import type { KernelRunner } from "./wasm-backend.ts";

/** Replaces Conv2DBackpropInput for 1x1 kernels of stride 1 by dy times the transposed filter; the stock kernel is scalar. */
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
      const { strides, inputShape } = call.attrs as unknown as {
        strides: number | readonly number[];
        inputShape: number[];
      };
      const [height, width, inChannels = 0, outChannels = 0] = filter.shape;
      const moves = [strides].flat().some((stride) => stride !== 1);
      if (height !== 1 || width !== 1 || moves) return stock.kernelFunc(call);
      const pixels = inputShape.slice(0, 3).reduce((a, b) => a * b, 1);
      const rows = runner.reshape(dy, [pixels, outChannels]);
      const matrix = runner.reshape(filter, [inChannels, outChannels]);
      const transposed = runner.transpose(matrix);
      const product = runner.matMul(rows, transposed);
      const dx = runner.reshape(product, inputShape);
      runner.release(rows, matrix, transposed, product);
      return dx;
    },
  });
}
