import * as tf from "@tensorflow/tfjs";
import { elementWise } from "./element-wise.ts";
import { dispatch } from "./shader.ts";
import type { WebgpuBackend } from "./webgpu-backend.ts";

/**
 * Replaces Sin and Cos on webgpu: WGSL promises them to 2^-11 only, and SwiftShader's are 1.9e-4 off, where a head's turn wants a hundredth
 * of a pixel. A quarter turn is taken off in two parts (Cody and Waite), the rest are the series' first terms: 1e-7 for angles up to a
 * hundred turns.
 */
export function registerSine(backend: WebgpuBackend): void {
  for (const [name, quarters] of [
    ["Sin", 0],
    ["Cos", 1],
  ] as const) {
    const stock = tf.getKernel(name, "webgpu");
    tf.unregisterKernel(name, "webgpu");
    tf.registerKernel({
      ...stock,
      kernelFunc: (call) => {
        const { x } = call.inputs as { x: tf.TensorInfo };
        if (x.dtype !== "float32") return stock.kernelFunc(call);
        const y = backend.makeTensorInfo(x.shape, "float32");
        const size = x.shape.reduce((a, b) => a * b, 1);
        const shader = elementWise(
          `sine after ${quarters} quarters`,
          size,
          ["x"],
          ["y"],
          `let turns = round(x[i] * ${2 / Math.PI});
  let r = (x[i] - turns * 1.5703125) - turns * ${Math.PI / 2 - 1.5703125};
  let s = r * r;
  let quarter = (i32(turns) + ${quarters}) & 3;
  let sine = r * (1.0 + s * (-1.0 / 6.0 + s * (1.0 / 120.0 + s * (-1.0 / 5040.0 + s / 362880.0))));
  let cosine = 1.0 + s * (-0.5 + s * (1.0 / 24.0 + s * (-1.0 / 720.0 + s * (1.0 / 40320.0 - s / 3628800.0))));
  let value = select(sine, cosine, (quarter & 1) == 1);
  y[i] = select(value, -value, quarter >= 2);`,
        );
        dispatch(backend, shader, [x, y]);
        return y;
      },
    });
  }
}
