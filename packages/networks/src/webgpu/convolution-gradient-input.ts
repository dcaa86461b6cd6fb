import * as tf from "@tensorflow/tfjs";
import { pointwiseCall } from "../kernels/pointwise-call.ts";
import type { WebgpuBackend } from "./webgpu-backend.ts";

/** Replaces Conv2DBackpropInput on webgpu for 1x1 kernels of stride 1 by a product of matrices, which has a tiled kernel; the stock one reads everything from memory again. */
export function registerConvolutionGradientInput(backend: WebgpuBackend): void {
  const name = "Conv2DBackpropInput";
  const stock = tf.getKernel(name, "webgpu");
  tf.unregisterKernel(name, "webgpu");
  tf.registerKernel({
    ...stock,
    kernelFunc: (call) => {
      const { dy, filter } = call.inputs as {
        dy: tf.TensorInfo;
        filter: tf.TensorInfo;
      };
      const { inputShape } = call.attrs as unknown as { inputShape: number[] };
      const pointwise = pointwiseCall(call);
      if (pointwise === undefined) return stock.kernelFunc(call);
      const { inChannels, outChannels } = pointwise;
      const run = (
        kernel: string,
        inputs: Record<string, tf.TensorInfo>,
        attrs: object,
      ) =>
        tf.getKernel(kernel, "webgpu").kernelFunc({
          inputs: inputs as tf.NamedTensorInfoMap,
          backend,
          attrs: attrs as tf.NamedAttrMap,
        }) as tf.TensorInfo;
      const pixels = dy.shape.slice(0, 3).reduce((a, b) => a * b, 1);
      const a = run("Reshape", { x: dy }, { shape: [1, pixels, outChannels] });
      const b = run(
        "Reshape",
        { x: filter },
        { shape: [1, inChannels, outChannels] },
      );
      const product = run(
        "BatchMatMul",
        { a, b },
        { transposeA: false, transposeB: true },
      );
      const dx = run("Reshape", { x: product }, { shape: inputShape });
      for (const { dataId } of [a, b, product]) backend.disposeData(dataId);
      return dx;
    },
  });
}
