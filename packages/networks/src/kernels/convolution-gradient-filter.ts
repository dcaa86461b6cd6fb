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

type Shape4 = [number, number, number, number];

/** Registers Conv2DBackpropFilter for wasm: SIMD for output channels in fours, composed otherwise. */
export function registerConvolutionGradientFilter(
  runner: KernelRunner,
  simd: SimdKernels | undefined,
): void {
  tf.registerKernel({
    kernelName: "Conv2DBackpropFilter",
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const { x, dy } = inputs as { x: tf.TensorInfo; dy: tf.TensorInfo };
      const { filterShape, ...rest } =
        attrs as unknown as ConvolutionAttributes & { filterShape: Shape4 };
      const geometry = geometryOf(x.shape, filterShape, rest, false);
      const square = geometry.strideHeight === geometry.strideWidth;
      return simd && filterShape[3] % 4 === 0 && square
        ? withSimd(runner, simd, x, dy, filterShape, geometry)
        : composed(runner, x, dy, filterShape, geometry);
    },
  });
}

function withSimd(
  runner: KernelRunner,
  simd: SimdKernels,
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
  filterShape: Shape4,
  geometry: Geometry,
): tf.TensorInfo {
  const { backend } = runner;
  const [kernelHeight, kernelWidth, inChannels, outChannels] = filterShape;
  const padded = padForTaps(runner, simd, x, geometry);
  const dw = backend.makeOutput(filterShape, "float32");
  const [batch = 0, height = 0, width = 0] = padded.shape;
  simd.convolutionGradientFilter(
    backend.getMemoryOffset(padded.dataId),
    backend.getMemoryOffset(dy.dataId),
    backend.getMemoryOffset(dw.dataId),
    batch,
    height,
    width,
    inChannels,
    geometry.outHeight,
    geometry.outWidth,
    outChannels,
    kernelHeight,
    kernelWidth,
    geometry.strideHeight,
  );
  runner.release(padded);
  return dw;
}

/** Patches laid side by side, transposed, times dy. */
function composed(
  runner: KernelRunner,
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
  filterShape: Shape4,
  geometry: Geometry,
): tf.TensorInfo {
  const [kernelHeight, kernelWidth, inChannels, outChannels] = filterShape;
  const { batchSize, outHeight, outWidth } = geometry;
  const padded = padForTaps(runner, undefined, x, geometry);
  const taps: tf.TensorInfo[] = [];
  for (let ky = 0; ky < kernelHeight; ky++)
    for (let kx = 0; kx < kernelWidth; kx++)
      taps.push(tapOf(runner, padded, geometry, ky, kx));
  const patches = runner.run("Concat", taps, { axis: 3 });
  const pixels = batchSize * outHeight * outWidth;
  const rows = runner.reshape(patches, [
    pixels,
    kernelHeight * kernelWidth * inChannels,
  ]);
  const transposed = runner.transpose(rows);
  const flat = runner.reshape(dy, [pixels, outChannels]);
  const product = runner.matMul(transposed, flat);
  const dw = runner.reshape(product, filterShape);
  runner.release(padded, ...taps, patches, rows, transposed, flat, product);
  return dw;
}
