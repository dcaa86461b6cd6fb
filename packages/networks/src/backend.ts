import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { expected } from "@fdhm/errors";
import { registerKernels } from "./kernels/register.ts";

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

/** Makes TensorFlow.js's plain JavaScript backend the current one: the oracle that gradients are checked against. */
export async function startCpuBackend(): Promise<void> {
  // Its first tensor would print advice to install tfjs-node.
  tf.enableProdMode();
  await use("cpu");
}

async function use(name: string): Promise<void> {
  if (!(await tf.setBackend(name)))
    throw expected("a backend that starts here", "backend", name);
  await tf.ready();
}
