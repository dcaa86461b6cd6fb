import * as tf from "@tensorflow/tfjs";
import {
  geometryOf,
  type ConvolutionAttributes,
  type Geometry,
} from "../kernels/taps.ts";
import { sumOfParts } from "./column-sums.ts";
import { bindings, type Shader } from "./shader.ts";
import type { WebgpuBackend } from "./webgpu-backend.ts";

/** A workgroup's tile of the filter, each way; an invocation has 2 x 2 of it. */
const TILE = 32;
/** Pixels that are loaded at once. */
const DEPTH = 16;
/** Pixels that one workgroup may add up before others share the work. */
const PIXELS_EACH = 2048;
/** Workgroups that keep a large device busy. */
const BUSY = 512;

/**
 * Replaces Conv2DBackpropFilter on webgpu: the stock kernel has one invocation for each weight, which adds up all pixels by itself.
 * Here it is a product of matrices, patches by dy, whose long sum over pixels is divided into parts.
 */
export function registerConvolutionGradientFilter(
  backend: WebgpuBackend,
): void {
  const name = "Conv2DBackpropFilter";
  const stock = tf.getKernel(name, "webgpu");
  tf.unregisterKernel(name, "webgpu");
  tf.registerKernel({
    ...stock,
    kernelFunc: ({ inputs, attrs }) => {
      const { x, dy } = inputs as { x: tf.TensorInfo; dy: tf.TensorInfo };
      const { filterShape, ...rest } =
        attrs as unknown as ConvolutionAttributes & { filterShape: number[] };
      const geometry = geometryOf(x.shape, filterShape, rest, false);
      const { batchSize, outHeight, outWidth } = geometry;
      const pixels = batchSize * outHeight * outWidth;
      const tiles = tilesOf(geometry);
      const parts = Math.max(
        1,
        Math.min(
          Math.ceil(pixels / PIXELS_EACH),
          Math.ceil(BUSY / (tiles[0] * tiles[1])),
        ),
      );
      const shader = product(geometry, parts);
      return sumOfParts(backend, shader, [x, dy], parts, filterShape);
    },
  });
}

/** Tiles along the filter's outputs and along its taps with their inputs. */
function tilesOf(geometry: Geometry): readonly [number, number] {
  const { filterHeight, filterWidth, inChannels, outChannels } = geometry;
  return [
    Math.ceil(outChannels / TILE),
    Math.ceil((filterHeight * filterWidth * inChannels) / TILE),
  ];
}

function product(geometry: Geometry, parts: number): Shader {
  const { filterHeight, filterWidth, inChannels, outChannels } = geometry;
  const { batchSize, inHeight, inWidth, outHeight, outWidth } = geometry;
  const { strideHeight, strideWidth, padInfo } = geometry;
  const rows = filterHeight * filterWidth * inChannels;
  const pixels = batchSize * outHeight * outWidth;
  const each = Math.ceil(pixels / parts / DEPTH) * DEPTH;
  const shape = [
    ...[batchSize, inHeight, inWidth, inChannels],
    ...[filterHeight, filterWidth, outHeight, outWidth, outChannels],
    ...[strideHeight, strideWidth, padInfo.top, padInfo.left],
  ];
  return {
    label: `convolution gradient by filter ${shape.join(" ")} in ${parts}`,
    workgroups: [...tilesOf(geometry), parts],
    code: () => `
${bindings(["x", "dy"], ["parts"])}
var<workgroup> patches : array<f32, ${DEPTH * TILE}>;
var<workgroup> arriving : array<f32, ${DEPTH * TILE}>;
fn patch_at(pixel : u32, m : u32) -> f32 {
  let input = m % ${inChannels}u;
  let tap = m / ${inChannels}u;
  let column = pixel % ${outWidth}u;
  let line = pixel / ${outWidth}u;
  let y = i32(line % ${outHeight}u * ${strideHeight}u + tap / ${filterWidth}u) - ${padInfo.top};
  let z = i32(column * ${strideWidth}u + tap % ${filterWidth}u) - ${padInfo.left};
  if (y < 0 || y >= ${inHeight} || z < 0 || z >= ${inWidth}) { return 0.0; }
  return x[((line / ${outHeight}u * ${inHeight}u + u32(y)) * ${inWidth}u + u32(z)) * ${inChannels}u + input];
}
@compute @workgroup_size(16, 16)
fn main(@builtin(workgroup_id) group : vec3<u32>, @builtin(local_invocation_id) local : vec3<u32>, @builtin(local_invocation_index) at : u32) {
  let n0 = group.x * ${TILE}u;
  let m0 = group.y * ${TILE}u;
  let end = min((group.z + 1u) * ${each}u, ${pixels}u);
  var sum = vec4<f32>();
  for (var p0 = group.z * ${each}u; p0 < end; p0 += ${DEPTH}u) {
    for (var k = at; k < ${DEPTH * TILE}u; k += 256u) {
      let p = p0 + k / ${TILE}u;
      let m = m0 + k % ${TILE}u;
      let n = n0 + k % ${TILE}u;
      var a = 0.0;
      var b = 0.0;
      if (p < end && m < ${rows}u) { a = patch_at(p, m); }
      if (p < end && n < ${outChannels}u) { b = dy[p * ${outChannels}u + n]; }
      patches[k] = a;
      arriving[k] = b;
    }
    workgroupBarrier();
    for (var k = 0u; k < ${DEPTH * TILE}u; k += ${TILE}u) {
      let a = vec2(patches[k + local.y], patches[k + local.y + 16u]);
      let b = vec2(arriving[k + local.x], arriving[k + local.x + 16u]);
      sum += a.xxyy * b.xyxy;
    }
    workgroupBarrier();
  }
  for (var q = 0u; q < 4u; q++) {
    let m = m0 + local.y + q / 2u * 16u;
    let n = n0 + local.x + q % 2u * 16u;
    if (m < ${rows}u && n < ${outChannels}u) { parts[(group.z * ${rows}u + m) * ${outChannels}u + n] = sum[q]; }
  }
}`,
  };
}
