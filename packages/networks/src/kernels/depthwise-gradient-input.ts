import * as tf from "@tensorflow/tfjs";
import {
  coversDepthwise,
  depthwiseArguments,
} from "./depthwise-gradient-filter.ts";
import type { SimdKernels } from "./simd.ts";
import {
  geometryOf,
  type ConvolutionAttributes,
  type Geometry,
} from "./taps.ts";
import type { KernelRunner } from "./wasm-backend.ts";

/** Registers DepthwiseConv2dNativeBackpropInput for wasm: SIMD for 3x3 and channels in fours, composed otherwise. */
export function registerDepthwiseGradientInput(
  runner: KernelRunner,
  simd: SimdKernels | undefined,
): void {
  tf.registerKernel({
    kernelName: "DepthwiseConv2dNativeBackpropInput",
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const { dy, filter } = inputs as {
        dy: tf.TensorInfo;
        filter: tf.TensorInfo;
      };
      const { inputShape, ...rest } =
        attrs as unknown as ConvolutionAttributes & { inputShape: number[] };
      const geometry = geometryOf(inputShape, filter.shape, rest, true);
      if (!simd || !coversDepthwise(geometry))
        return composed(runner, dy, filter, geometry);
      const { backend } = runner;
      const dx = backend.makeOutput(inputShape, "float32");
      simd.depthwiseGradientInput(
        backend.getMemoryOffset(dy.dataId),
        backend.getMemoryOffset(filter.dataId),
        backend.getMemoryOffset(dx.dataId),
        ...depthwiseArguments(geometry),
      );
      return dx;
    },
  });
}

/**
 * dy, with zeros between its pixels where the stride left some out, convolved with the filter turned by half a circle:
 * dx[y] = sum over k of dy[(y + top - k) / stride] w[k].
 */
function composed(
  runner: KernelRunner,
  dy: tf.TensorInfo,
  filter: tf.TensorInfo,
  geometry: Geometry,
): tf.TensorInfo {
  const { inHeight, inWidth, filterHeight, filterWidth, batchSize } = geometry;
  const spread = spreadOut(runner, dy, geometry);
  const [, height = 0, width = 0, channels = 0] = spread.shape;
  const top = filterHeight - 1 - geometry.padInfo.top;
  const left = filterWidth - 1 - geometry.padInfo.left;
  const wantedHeight = inHeight + filterHeight - 1;
  const wantedWidth = inWidth + filterWidth - 1;
  const padded = runner.run(
    "PadV2",
    { x: spread },
    {
      paddings: [
        [0, 0],
        [top, Math.max(0, wantedHeight - top - height)],
        [left, Math.max(0, wantedWidth - left - width)],
        [0, 0],
      ],
      constantValue: 0,
    },
  );
  // The zeros after the last pixel may reach further than any tap.
  const cut = runner.run(
    "Slice",
    { x: padded },
    {
      begin: [0, 0, 0, 0],
      size: [batchSize, wantedHeight, wantedWidth, channels],
    },
  );
  const turned = runner.run("Reverse", { x: filter }, { dims: [0, 1] });
  const dx = runner.run(
    "DepthwiseConv2dNative",
    { x: cut, filter: turned },
    { strides: [1, 1], pad: "valid", dilations: [1, 1] },
  );
  runner.release(spread, padded, cut, turned);
  return dx;
}

/** [B, H, W, C] to [B, H s, W s, C]: every pixel followed by s - 1 zeros, every row by s - 1 rows of them. */
function spreadOut(
  runner: KernelRunner,
  x: tf.TensorInfo,
  { strideHeight, strideWidth }: Geometry,
): tf.TensorInfo {
  const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
  const follow = (rows: tf.TensorInfo, zeros: number) =>
    runner.run(
      "PadV2",
      { x: rows },
      {
        paddings: [
          [0, 0],
          [0, zeros],
          [0, 0],
        ],
        constantValue: 0,
      },
    );
  const pixels = runner.reshape(x, [batch * height * width, 1, channels]);
  const spreadPixels = follow(pixels, strideWidth - 1);
  const rows = runner.reshape(spreadPixels, [
    batch * height,
    1,
    width * strideWidth * channels,
  ]);
  const spreadRows = follow(rows, strideHeight - 1);
  const spread = runner.reshape(spreadRows, [
    batch,
    height * strideHeight,
    width * strideWidth,
    channels,
  ]);
  runner.release(pixels, spreadPixels, rows, spreadRows);
  return spread;
}
