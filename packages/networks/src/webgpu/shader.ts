import type * as tf from "@tensorflow/tfjs";
import * as tfjs from "@tensorflow/tfjs";
import { bufferOf, type WebgpuBackend } from "./webgpu-backend.ts";

/**
 * A compute shader of ours. All shapes are constants of its code, so that the compiler can unroll loops and a dispatch needs no
 * uniforms; a training meets the same few again and again.
 */
export interface Shader {
  /** What it does, and for which shapes: equal labels stand for equal code. */
  readonly label: string;
  /** WGSL with an entry point `main`. Bindings are the inputs, then the outputs, numbered from 0 in group 0. */
  readonly code: () => string;
  /** Workgroups in each direction. */
  readonly workgroups: readonly [number, number?, number?];
}

/** Something a shader can be given: a tensor, or memory that TensorFlow.js does not know of. */
export type Bound = tf.TensorInfo | GPUBuffer;

interface Compiled {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
}

const compiled = new WeakMap<GPUDevice, Map<string, Compiled>>();

/**
 * Adds a shader to the commands that the backend will submit.
 *
 * @param bound - inputs and outputs, in the order of the bindings.
 */
export function dispatch(
  backend: WebgpuBackend,
  shader: Shader,
  bound: readonly Bound[],
): void {
  const { pipeline, layout } = compile(backend.device, shader);
  const entries = bound.map((item, binding) => ({
    binding,
    resource: { buffer: isTensor(item) ? bufferOf(backend, item) : item },
  }));
  for (const item of bound)
    if (isTensor(item)) backend.commandQueueOwnedIds.add(item.dataId);
  const group = backend.device.createBindGroup({ layout, entries });
  backend.ensureCommandEncoderReady();
  backend.computePassEncoder ??= backend.commandEncoder!.beginComputePass();
  const pass = backend.computePassEncoder;
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  pass.dispatchWorkgroups(...shader.workgroups);
  backend.dispatchCountInPass++;
  const most = tfjs.env().getNumber("WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE");
  if (backend.dispatchCountInPass < most) return;
  backend.endComputePassEncoder();
  backend.submitQueue();
}

function isTensor(item: Bound): item is tf.TensorInfo {
  return "dataId" in item;
}

function compile(device: GPUDevice, { label, code }: Shader): Compiled {
  let known = compiled.get(device);
  if (!known) compiled.set(device, (known = new Map()));
  let entry = known.get(label);
  if (!entry) {
    const module = device.createShaderModule({ code: code(), label });
    const pipeline = device.createComputePipeline({
      compute: { module, entryPoint: "main" },
      label,
      layout: "auto",
    });
    entry = { pipeline, layout: pipeline.getBindGroupLayout(0) };
    known.set(label, entry);
  }
  return entry;
}

/** Declarations of a shader's bindings: inputs are read, outputs written. */
export function bindings(
  inputs: readonly string[],
  outputs: readonly string[],
): string {
  return [...inputs, ...outputs]
    .map(
      (name, i) =>
        `@group(0) @binding(${i}) var<storage, ${i < inputs.length ? "read" : "read_write"}> ${name} : array<f32>;`,
    )
    .join("\n");
}

/** Most workgroups in one direction that every device takes. */
const MOST_WORKGROUPS = 65535;

/**
 * Workgroups for a number of elements, in one direction as far as devices take it and then in two, and the line of WGSL that
 * tells an invocation its element.
 *
 * @param size - of a workgroup, as its `@workgroup_size(size)`.
 */
export function spread(
  elements: number,
  size: number,
): { readonly workgroups: [number, number]; readonly index: string } {
  const groups = Math.ceil(elements / size);
  const across = Math.min(groups, MOST_WORKGROUPS);
  return {
    workgroups: [across, Math.ceil(groups / across)],
    index: `let i = (group.y * ${across}u + group.x) * ${size}u + local; if (i >= ${elements}u) { return; }`,
  };
}
