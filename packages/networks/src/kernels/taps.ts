import * as tf from "@tensorflow/tfjs";
import type { SimdKernels } from "./simd.ts";
import type { KernelRunner } from "./wasm-backend.ts";

/** A convolution's geometry, as TensorFlow.js works it out. */
export type Geometry = ReturnType<typeof tf.backend_util.computeConv2DInfo>;

/** What the gradient kernels of convolutions are given beside their tensors. */
export interface ConvolutionAttributes {
  /** `[down, right]` or one for both. */
  readonly strides: [number, number] | number;
  /** Padding rule. */
  readonly pad: "valid" | "same" | number;
}

/** Geometry of a convolution from the shapes of its input and filter. */
export function geometryOf(
  inputShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad }: ConvolutionAttributes,
  depthwise: boolean,
): Geometry {
  return tf.backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    1,
    pad,
    undefined,
    depthwise,
  );
}

/** The picture with zeros around it so that every tap of every output lies inside. The caller releases it. */
export function padForTaps(
  { run, backend }: KernelRunner,
  simd: SimdKernels | undefined,
  x: tf.TensorInfo,
  geometry: Geometry,
): tf.TensorInfo {
  const { top, left } = geometry.padInfo;
  const needed = (outputs: number, stride: number, kernel: number) =>
    (outputs - 1) * stride + kernel;
  const bottom = Math.max(
    0,
    needed(geometry.outHeight, geometry.strideHeight, geometry.filterHeight) -
      top -
      geometry.inHeight,
  );
  const right = Math.max(
    0,
    needed(geometry.outWidth, geometry.strideWidth, geometry.filterWidth) -
      left -
      geometry.inWidth,
  );
  if (top + left + bottom + right === 0) return run("Identity", { x });
  if (simd) {
    const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
    const padded = backend.makeOutput(
      [batch, top + height + bottom, left + width + right, channels],
      "float32",
    );
    simd.padPictures(
      backend.getMemoryOffset(x.dataId),
      backend.getMemoryOffset(padded.dataId),
      ...[batch, height, width, channels, top, bottom, left, right],
    );
    return padded;
  }
  return run(
    "PadV2",
    { x },
    {
      paddings: [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ],
      constantValue: 0,
    },
  );
}

/** What one element of the kernel sees: a padded picture, shifted and thinned to the outputs. The caller releases it. */
export function tapOf(
  { run }: KernelRunner,
  padded: tf.TensorInfo,
  { outHeight, outWidth, strideHeight, strideWidth }: Geometry,
  ky: number,
  kx: number,
): tf.TensorInfo {
  const [batch = 0, , , channels = 0] = padded.shape;
  const begin = [0, ky, kx, 0];
  if (strideHeight === 1 && strideWidth === 1)
    return run(
      "Slice",
      { x: padded },
      { begin, size: [batch, outHeight, outWidth, channels] },
    );
  return run(
    "StridedSlice",
    { x: padded },
    {
      begin,
      end: [
        batch,
        ky + (outHeight - 1) * strideHeight + 1,
        kx + (outWidth - 1) * strideWidth + 1,
        channels,
      ],
      strides: [1, strideHeight, strideWidth, 1],
      beginMask: 0,
      endMask: 0,
      ellipsisMask: 0,
      newAxisMask: 0,
      shrinkAxisMask: 0,
    },
  );
}
