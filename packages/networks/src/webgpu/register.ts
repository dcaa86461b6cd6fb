import { linkBatchNorm } from "../kernels/batch-norm.ts";
import { linkLosses } from "../kernels/losses.ts";
import { linkTanh } from "../kernels/tanh.ts";
import { registerBatchNorm } from "./batch-norm.ts";
import { registerConvolutionGradientFilter } from "./convolution-gradient-filter.ts";
import { registerConvolutionGradientInput } from "./convolution-gradient-input.ts";
import { registerDepthwiseGradientFilter } from "./depthwise-gradient-filter.ts";
import { registerLosses } from "./losses.ts";
import { registerSine } from "./sine.ts";
import { registerSum } from "./sum.ts";
import { registerTanh } from "./tanh.ts";
import { webgpuBackend } from "./webgpu-backend.ts";

/** Teaches the webgpu backend, which must be the current one, to train fast. */
export function registerWebgpuKernels(): void {
  const backend = webgpuBackend();
  registerBatchNorm(backend);
  linkBatchNorm();
  registerConvolutionGradientFilter(backend);
  registerConvolutionGradientInput(backend);
  registerDepthwiseGradientFilter(backend);
  registerLosses(backend);
  linkLosses();
  registerSine(backend);
  registerSum(backend);
  registerTanh(backend);
  linkTanh();
}
