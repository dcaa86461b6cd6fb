import * as tf from "@tensorflow/tfjs";
import type { SimdKernels } from "./simd.ts";
import {
  geometryOf,
  padForTaps,
  tapOf,
  type ConvolutionAttributes,
  type Geometry,
} from "./taps.ts";
import type { KernelRunner } from "./wasm-backend.ts";

/** Registers DepthwiseConv2dNativeBackpropFilter for wasm: SIMD for 3x3 and channels in fours, composed otherwise. */
export function registerDepthwiseGradientFilter(
  runner: KernelRunner,
  simd: SimdKernels | undefined,
): void {
  tf.registerKernel({
    kernelName: "DepthwiseConv2dNativeBackpropFilter",
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const { x, dy } = inputs as { x: tf.TensorInfo; dy: tf.TensorInfo };
      const { filterShape, ...rest } =
        attrs as unknown as ConvolutionAttributes & { filterShape: number[] };
      const geometry = geometryOf(x.shape, filterShape, rest, true);
      if (!simd || !coversDepthwise(geometry))
        return composed(runner, x, dy, filterShape, geometry);
      const { backend } = runner;
      const dw = backend.makeOutput(filterShape, "float32");
      simd.depthwiseGradientFilter(
        backend.getMemoryOffset(x.dataId),
        backend.getMemoryOffset(dy.dataId),
        backend.getMemoryOffset(dw.dataId),
        ...depthwiseArguments(geometry),
      );
      return dw;
    },
  });
}

/** Whether the SIMD depthwise kernels do a convolution of this geometry. */
export function coversDepthwise(geometry: Geometry): boolean {
  return (
    geometry.filterHeight === 3 &&
    geometry.filterWidth === 3 &&
    geometry.strideHeight === geometry.strideWidth &&
    geometry.inChannels % 4 === 0 &&
    geometry.outChannels === geometry.inChannels
  );
}

/** A geometry as the SIMD depthwise kernels take it. */
export function depthwiseArguments(geometry: Geometry): number[] {
  return [
    geometry.batchSize,
    geometry.inHeight,
    geometry.inWidth,
    geometry.inChannels,
    geometry.outHeight,
    geometry.outWidth,
    geometry.strideHeight,
    geometry.padInfo.top,
    geometry.padInfo.left,
  ];
}

/** Every tap times dy, summed over the pixels. */
function composed(
  runner: KernelRunner,
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
  filterShape: readonly number[],
  geometry: Geometry,
): tf.TensorInfo {
  const { batchSize, outHeight, outWidth, outChannels } = geometry;
  const padded = padForTaps(runner, undefined, x, geometry);
  const sums: tf.TensorInfo[] = [];
  for (let ky = 0; ky < geometry.filterHeight; ky++)
    for (let kx = 0; kx < geometry.filterWidth; kx++) {
      const tap = tapOf(runner, padded, geometry, ky, kx);
      const product = runner.run("Multiply", { a: tap, b: dy });
      const rows = runner.reshape(product, [
        batchSize * outHeight * outWidth,
        outChannels,
      ]);
      sums.push(runner.run("Sum", { x: rows }, { axis: [0], keepDims: true }));
      runner.release(tap, product, rows);
    }
  const stacked = runner.run("Concat", sums, { axis: 0 });
  const dw = runner.reshape(stacked, filterShape);
  runner.release(padded, ...sums, stacked);
  return dw;
}
