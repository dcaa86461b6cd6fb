/**
 * The GPU as what computes, chosen by hand: nothing in the package's main entry refers to it.
 * @packageDocumentation
 */
export { webgpu, type ImportWebGpu } from "./webgpu/webgpu-runtime.ts";
export {
  type OnnxModule,
  type Runtime,
  type RuntimeLoader,
  type WasmOptions,
} from "./runtime/runtime.ts";
