import * as tf from "@tensorflow/tfjs";
import {
  geometryOf,
  type ConvolutionAttributes,
  type Geometry,
} from "../kernels/taps.ts";
import { partialSums, partsOf, sumOfParts } from "./column-sums.ts";
import type { WebgpuBackend } from "./webgpu-backend.ts";

/**
 * Replaces DepthwiseConv2dNativeBackpropFilter on webgpu, for one filter a channel: the stock kernel has one invocation for each
 * weight. Here an invocation adds up all taps of a channel over a part of the pixels.
 */
export function registerDepthwiseGradientFilter(backend: WebgpuBackend): void {
  const name = "DepthwiseConv2dNativeBackpropFilter";
  const stock = tf.getKernel(name, "webgpu");
  tf.unregisterKernel(name, "webgpu");
  tf.registerKernel({
    ...stock,
    kernelFunc: (call) => {
      const { x, dy } = call.inputs as { x: tf.TensorInfo; dy: tf.TensorInfo };
      const { filterShape, ...rest } =
        call.attrs as unknown as ConvolutionAttributes & {
          filterShape: number[];
        };
      if (filterShape[3] !== 1) return stock.kernelFunc(call);
      const geometry = geometryOf(x.shape, filterShape, rest, true);
      const { batchSize, outHeight, outWidth } = geometry;
      const parts = partsOf(batchSize * outHeight * outWidth, true);
      const shader = partialSums(taps(geometry), parts);
      return sumOfParts(backend, shader, [x, dy], parts, filterShape);
    },
  });
}

/** The sums of all taps of a channel, a row for each pixel of dy. */
function taps(geometry: Geometry) {
  const { batchSize, inHeight, inWidth, outHeight, outWidth } = geometry;
  const { filterHeight, filterWidth, strideHeight, strideWidth } = geometry;
  const { padInfo, inChannels } = geometry;
  const shape = [
    ...[inHeight, inWidth, outHeight, outWidth, filterHeight, filterWidth],
    ...[strideHeight, strideWidth, padInfo.top, padInfo.left],
  ];
  return {
    label: `depthwise gradient by filter ${shape.join(" ")}`,
    rows: batchSize * outHeight * outWidth,
    columns: inChannels,
    sums: filterHeight * filterWidth,
    inputs: ["x", "dy"],
    add: `
    let arriving = dy[row * ${inChannels}u + c];
    let line = row / ${outWidth}u;
    let top = i32(line % ${outHeight}u * ${strideHeight}u) - ${padInfo.top};
    let left = i32(row % ${outWidth}u * ${strideWidth}u) - ${padInfo.left};
    let picture = line / ${outHeight}u * ${inHeight}u;
    for (var ky = 0; ky < ${filterHeight}; ky++) {
      let y = top + ky;
      if (y < 0 || y >= ${inHeight}) { continue; }
      for (var kx = 0; kx < ${filterWidth}; kx++) {
        let z = left + kx;
        if (z < 0 || z >= ${inWidth}) { continue; }
        sum[ky * ${filterWidth} + kx] += arriving * x[((picture + u32(y)) * ${inWidth}u + u32(z)) * ${inChannels}u + c];
      }
    }`,
  };
}
