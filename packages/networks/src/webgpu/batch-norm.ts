import * as tf from "@tensorflow/tfjs";
import {
  BATCH_NORM,
  BATCH_NORM_GRADIENT,
  extent,
  HARD_SWISH,
  type BatchNormAttributes,
} from "../kernels/batch-norm.ts";
import { partialSums, partsOf } from "./column-sums.ts";
import { bindings, dispatch, type Shader } from "./shader.ts";
import type { WebgpuBackend } from "./webgpu-backend.ts";

const WORKGROUP = 256;
/** Elements that a workgroup normalises: enough that adding up the parts of the sums once more costs little. */
const ELEMENTS_EACH = 16384;

/**
 * Registers batch normalisation with its activation, and the gradient, in two dispatches each: sums over parts of the pixels, then
 * everything that is done to a pixel, for which each workgroup adds up the parts itself.
 *
 * A shader is sure of eight bindings, so what the gradient needs of a channel is one tensor `[4, channels]`: mean, inverse
 * deviation, gamma, beta.
 */
export function registerBatchNorm(backend: WebgpuBackend): void {
  tf.registerKernel({
    kernelName: BATCH_NORM,
    backendName: "webgpu",
    kernelFunc: ({ inputs, attrs }) => {
      const { x, gamma, beta } = inputs as Record<
        "x" | "gamma" | "beta",
        tf.TensorInfo
      >;
      const attributes = attrs as unknown as BatchNormAttributes;
      const [channels, pixels] = extent(x);
      const make = (...shape: number[]) =>
        backend.makeTensorInfo(shape, "float32");
      const parts = partsOf(pixels);
      const sums = make(parts, 2, channels);
      dispatch(backend, partialSums(moments(pixels, channels), parts), [
        x,
        sums,
      ]);
      const y = make(...x.shape);
      const mean = make(channels);
      const table = make(4, channels);
      const variance = make(channels);
      dispatch(backend, normalise(pixels, channels, parts, attributes), [
        ...[x, gamma, beta, sums],
        ...[y, mean, table, variance],
      ]);
      backend.disposeData(sums.dataId);
      return [y, mean, table, variance];
    },
  });
  tf.registerKernel({
    kernelName: BATCH_NORM_GRADIENT,
    backendName: "webgpu",
    kernelFunc: ({ inputs, attrs }) => {
      const {
        dy,
        x,
        inverse: table,
      } = inputs as Record<"dy" | "x" | "inverse", tf.TensorInfo>;
      const { ceiling } = attrs as unknown as BatchNormAttributes;
      const [channels, pixels] = extent(x);
      const make = (...shape: number[]) =>
        backend.makeTensorInfo(shape, "float32");
      const parts = partsOf(pixels);
      const sums = make(parts, 2, channels);
      dispatch(
        backend,
        partialSums(gradientSums(pixels, channels, ceiling), parts),
        [dy, x, table, sums],
      );
      const dx = make(...x.shape);
      const dgamma = make(channels);
      const dbeta = make(channels);
      dispatch(backend, gradient(pixels, channels, parts, ceiling), [
        ...[dy, x, table, sums],
        ...[dx, dgamma, dbeta],
      ]);
      backend.disposeData(sums.dataId);
      return [dx, dgamma, dbeta];
    },
  });
}

/** Sums of x and of its square, both from the channel's first pixel: their difference would cancel where a mean is large. */
function moments(rows: number, columns: number) {
  return {
    label: "batch norm sums",
    rows,
    columns,
    sums: 2,
    inputs: ["x"],
    prepare: "let pivot = x[c];",
    add: `let d = x[row * ${columns}u + c] - pivot; sum[0] += d; sum[1] += d * d;`,
  };
}

/** Sums of what arrives before the activation, and of its product with the normalised pixel: the gradients of beta and gamma. */
function gradientSums(rows: number, columns: number, ceiling: number) {
  return {
    label: `batch norm gradient sums, ceiling ${ceiling}`,
    rows,
    columns,
    sums: 2,
    inputs: ["dy", "x", "table"],
    prepare: `let mean = table[c]; let inverse = table[${columns}u + c];
    let gamma = table[${2 * columns}u + c]; let beta = table[${3 * columns}u + c];`,
    add: `let i = row * ${columns}u + c;
      let hat = (x[i] - mean) * inverse;
      let g = ${passed("dy[i]", "gamma * hat + beta", ceiling)};
      sum[0] += g; sum[1] += g * hat;`,
  };
}

function normalise(
  pixels: number,
  channels: number,
  parts: number,
  { epsilon, ceiling }: BatchNormAttributes,
): Shader {
  return byPixels(
    `batch norm ${epsilon}, ceiling ${ceiling}`,
    { pixels, channels, parts },
    ["x", "gamma", "beta", "sums"],
    ["y", "mean", "table", "variance"],
    `let along = total[0] / ${pixels}.0;
    let deviation = max(total[1] / ${pixels}.0 - along * along, 0.0);
    let centre = x[c] + along;
    let inverse = inverseSqrt(deviation + ${epsilon});
    first[c] = gamma[c] * inverse; second[c] = beta[c] - centre * gamma[c] * inverse;
    if (group.x == 0u) {
      mean[c] = centre; variance[c] = deviation;
      table[c] = centre; table[${channels}u + c] = inverse;
      table[${2 * channels}u + c] = gamma[c]; table[${3 * channels}u + c] = beta[c];
    }`,
    `y[i] = ${activated("x[i] * first[c] + second[c]", ceiling)};`,
  );
}

function gradient(
  pixels: number,
  channels: number,
  parts: number,
  ceiling: number,
): Shader {
  return byPixels(
    `batch norm gradient, ceiling ${ceiling}`,
    { pixels, channels, parts },
    ["dy", "x", "table", "sums"],
    ["dx", "dgamma", "dbeta"],
    `first[c] = total[0] / ${pixels}.0; second[c] = total[1] / ${pixels}.0;
    if (group.x == 0u) { dbeta[c] = total[0]; dgamma[c] = total[1]; }`,
    `let inverse = table[${channels}u + c]; let gamma = table[${2 * channels}u + c];
    let hat = (x[i] - table[c]) * inverse;
    let g = ${passed("dy[i]", `gamma * hat + table[${3 * channels}u + c]`, ceiling)};
    dx[i] = gamma * inverse * (g - first[c] - hat * second[c]);`,
  );
}

/** First adds up the parts of two sums for every channel, leaving two numbers each, then goes over a share of the pixels. */
function byPixels(
  label: string,
  {
    pixels,
    channels,
    parts,
  }: { pixels: number; channels: number; parts: number },
  inputs: readonly string[],
  outputs: readonly string[],
  ofChannel: string,
  ofElement: string,
): Shader {
  const each = Math.max(1, Math.round(ELEMENTS_EACH / channels)) * channels;
  const elements = pixels * channels;
  return {
    label: `${label} ${pixels} x ${channels} of ${parts}`,
    workgroups: [Math.ceil(elements / each)],
    code: () => `
${bindings(inputs, outputs)}
var<workgroup> first : array<f32, ${channels}>;
var<workgroup> second : array<f32, ${channels}>;
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(workgroup_id) group : vec3<u32>, @builtin(local_invocation_index) local : u32) {
  for (var c = local; c < ${channels}u; c += ${WORKGROUP}u) {
    var total = vec2<f32>();
    for (var p = 0u; p < ${parts}u; p++) {
      total += vec2(sums[p * ${2 * channels}u + c], sums[p * ${2 * channels}u + ${channels}u + c]);
    }
    ${ofChannel}
  }
  workgroupBarrier();
  let end = min((group.x + 1u) * ${each}u, ${elements}u);
  for (var i = group.x * ${each}u + local; i < end; i += ${WORKGROUP}u) {
    let c = i % ${channels}u;
    ${ofElement}
  }
}`,
  };
}

/** WGSL of a number after the activation. */
function activated(value: string, ceiling: number): string {
  if (ceiling === 0) return value;
  if (ceiling === HARD_SWISH)
    return `(${value}) * clamp(${value} + 3.0, 0.0, 6.0) / 6.0`;
  return ceiling === Infinity
    ? `max(${value}, 0.0)`
    : `clamp(${value}, 0.0, ${ceiling.toFixed(1)})`;
}

/** WGSL of what of a gradient passes the activation before which `value` stood. */
function passed(dy: string, value: string, ceiling: number): string {
  if (ceiling === 0) return dy;
  if (ceiling === HARD_SWISH)
    return `${dy} * select(select(((${value}) * 2.0 + 3.0) / 6.0, 0.0, (${value}) <= -3.0), 1.0, (${value}) >= 3.0)`;
  const below =
    ceiling === Infinity ? "true" : `(${value}) < ${ceiling.toFixed(1)}`;
  return `select(0.0, ${dy}, (${value}) > 0.0 && ${below})`;
}
