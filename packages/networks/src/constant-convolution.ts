/** Geometry of a convolution as ONNX tells it. */
export interface ConvolutionGeometry {
  /** Height and width of the answer, in px. */
  readonly size: readonly [number, number];
  /** Attributes of the `Conv` node. */
  readonly attributes: {
    /** Height and width of the kernel. */
    readonly kernel_shape: readonly [number, number];
    /** Step down and to the right. */
    readonly strides: readonly [number, number];
    /** Zeros above, left, below and right. */
    readonly pads: readonly [number, number, number, number];
  };
}

/**
 * Convolves a picture that never changes, when the file is written. Sums are double and are rounded once, at the end.
 *
 * @param picture - `[height, width, channels]`, channels fastest.
 * @param kernel - `[filters, channels, kernel, kernel]`.
 * @returns `[filters, ...size]`
 */
export function convolveConstant(
  picture: Float32Array,
  [height, width, channels]: readonly [number, number, number],
  kernel: Float32Array,
  filters: number,
  { size, attributes }: ConvolutionGeometry,
): Float32Array {
  const { kernel_shape, strides, pads } = attributes;
  const [tall, wide] = kernel_shape;
  const answer = new Float32Array(filters * size[0] * size[1]);
  for (let o = 0, at = 0; o < filters; o++)
    for (let row = 0; row < size[0]; row++)
      for (let column = 0; column < size[1]; column++) {
        let sum = 0;
        for (let i = 0; i < tall; i++)
          for (let j = 0; j < wide; j++) {
            const y = row * strides[0] + i - pads[0];
            const x = column * strides[1] + j - pads[1];
            if (y < 0 || y >= height || x < 0 || x >= width) continue;
            for (let c = 0; c < channels; c++)
              sum +=
                (picture[(y * width + x) * channels + c] as number) *
                (kernel[((o * channels + c) * tall + i) * wide + j] as number);
          }
        answer[at++] = sum;
      }
  return answer;
}
