import type * as tf from "@tensorflow/tfjs";

/** Channels of a convolution with a kernel of 1x1 and a stride of 1. */
export interface PointwiseCall {
  /** Of its input. */
  readonly inChannels: number;
  /** Of its output. */
  readonly outChannels: number;
}

/**
 * The channels, where a call of a convolution's gradient kernel is of one with a kernel of 1x1 and a stride of 1, which is a product of matrices;
 * undefined elsewhere.
 *
 * @param call - with the input `filter` and the attribute `strides`.
 */
export function pointwiseCall({
  inputs,
  attrs,
}: Parameters<tf.KernelFunc>[0]): PointwiseCall | undefined {
  const { filter } = inputs as { filter: tf.TensorInfo };
  const { strides } = attrs as unknown as {
    strides: number | readonly number[];
  };
  const [height, width, inChannels = 0, outChannels = 0] = filter.shape;
  const moves = [strides].flat().some((stride) => stride !== 1);
  if (height !== 1 || width !== 1 || moves) return undefined;
  return { inChannels, outChannels };
}
