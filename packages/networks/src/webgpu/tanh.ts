import * as tf from "@tensorflow/tfjs";
import { TANH, TANH_GRADIENT } from "../kernels/tanh.ts";
import { elementWise } from "./element-wise.ts";
import { dispatch } from "./shader.ts";
import type { WebgpuBackend } from "./webgpu-backend.ts";

/** Registers the hyperbolic tangent, which is the stock one, with a gradient in one dispatch in place of three. */
export function registerTanh(backend: WebgpuBackend): void {
  tf.registerKernel({
    kernelName: TANH,
    backendName: "webgpu",
    kernelFunc: tf.getKernel("Tanh", "webgpu").kernelFunc,
  });
  tf.registerKernel({
    kernelName: TANH_GRADIENT,
    backendName: "webgpu",
    kernelFunc: ({ inputs }) => {
      const { dy, y } = inputs as { dy: tf.TensorInfo; y: tf.TensorInfo };
      const dx = backend.makeTensorInfo(y.shape, "float32");
      const size = y.shape.reduce((a, b) => a * b, 1);
      const shader = elementWise(
        "tanh gradient",
        size,
        ["dy", "y"],
        ["dx"],
        "dx[i] = dy[i] * (1.0 - y[i] * y[i]);",
      );
      dispatch(backend, shader, [dy, y, dx]);
      return dx;
    },
  });
}
