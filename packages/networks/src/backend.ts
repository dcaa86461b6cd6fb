import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { expected } from "@fdhm/errors";
import { registerKernels } from "./kernels/register.ts";
import { registerWebgpuKernels } from "./webgpu/register.ts";

/** How the wasm backend is to start. */
export interface WasmBackendOptions {
  /**
   * Folder that holds tfjs-backend-wasm's `.wasm` files, with a slash at its end: a path or an address. Node finds them beside
   * the package by itself; a bundled page has to be told.
   */
  readonly wasmFolder?: string;
  /** Train without our SIMD module, composing what the backend lacks from its own kernels: slower, any shape. */
  readonly composed?: boolean;
}

let started: Promise<boolean> | undefined;

/**
 * Makes TensorFlow.js's wasm backend the current one and teaches it to train. Safe to call again: the first call's options stay.
 * One replica runs on one core; start one in each worker thread for more.
 *
 * @returns whether our SIMD kernels are in use.
 */
export async function startWasmBackend(
  options: WasmBackendOptions = {},
): Promise<boolean> {
  started ??= start(options);
  const simd = await started;
  await use("wasm");
  return simd;
}

async function start({
  wasmFolder,
  composed = false,
}: WasmBackendOptions): Promise<boolean> {
  if (wasmFolder !== undefined) setWasmPaths(wasmFolder);
  await use("wasm");
  return registerKernels(composed);
}

let taught = false;

/**
 * Dispatches that are submitted together. Submitting costs the processor about as much as ten dispatches; the device should not
 * wait for the first for long either.
 */
const SUBMITTED_TOGETHER = 100;

/**
 * Makes TensorFlow.js's webgpu backend the current one and teaches it to train fast. `@tensorflow/tfjs-backend-webgpu` 4.22.0 must have been
 * imported, after `navigator.gpu` was there.
 */
export async function startWebgpuBackend(): Promise<void> {
  await use("webgpu");
  if (taught) return;
  registerWebgpuKernels();
  tf.env().set("WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE", SUBMITTED_TOGETHER);
  taught = true;
}

/** Makes TensorFlow.js's plain JavaScript backend the current one: the oracle that gradients are checked against. */
export async function startCpuBackend(): Promise<void> {
  // Its first tensor would print advice to install tfjs-node.
  tf.enableProdMode();
  await use("cpu");
}

/**
 * Makes a backend the current one that another package has registered: `"tensorflow"` of `@tensorflow/tfjs-node`, say.
 *
 * @throws RangeError where there is none of this name, or it does not start.
 */
export async function startRegisteredBackend(name: string): Promise<void> {
  if (!tf.engine().registryFactory[name])
    throw expected("a backend that was registered", "backend", name);
  await use(name);
}

/**
 * Lets the current backend multiply two matrices: one that has started does not compute for certain.
 *
 * @throws RangeError where it computes something else.
 */
export async function checkBackend(): Promise<void> {
  const product = tf.tidy(() =>
    tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 7], [2, 1])),
  );
  const values = await product.data<"float32">();
  product.dispose();
  if (values[0] !== 19 || values[1] !== 43)
    throw expected("19 and 43", "product of the backend", [...values]);
}

async function use(name: string): Promise<void> {
  if (!(await tf.setBackend(name)))
    throw expected("a backend that starts here", "backend", name);
  await tf.ready();
}
