import { linkBatchNorm, registerBatchNorm } from "./batch-norm.ts";
import { registerConvolutionGradientFilter } from "./convolution-gradient-filter.ts";
import { registerConvolutionGradientInput } from "./convolution-gradient-input.ts";
import { registerDepthwiseGradientFilter } from "./depthwise-gradient-filter.ts";
import { registerDepthwiseGradientInput } from "./depthwise-gradient-input.ts";
import { registerIdentity } from "./identity.ts";
import { loadSimdKernels } from "./simd.ts";
import { registerSum } from "./sum.ts";
import { linkTanh, registerTanh } from "./tanh.ts";
import { createKernelRunner } from "./wasm-backend.ts";

/**
 * Teaches the wasm backend, which must be the current one, to train: the stock one lacks Conv2DBackpropFilter and both
 * gradients of the depthwise convolution.
 *
 * @param composed - true to leave our SIMD module out and compose those three from the backend's own kernels.
 * @returns whether the SIMD module is in use.
 */
export async function registerKernels(composed: boolean): Promise<boolean> {
  const runner = createKernelRunner();
  const simd = composed ? undefined : await loadSimdKernels(runner.backend);
  registerConvolutionGradientFilter(runner, simd);
  registerConvolutionGradientInput(runner);
  registerDepthwiseGradientFilter(runner, simd);
  registerDepthwiseGradientInput(runner, simd);
  registerIdentity(runner);
  if (simd) {
    registerBatchNorm(runner, simd);
    linkBatchNorm();
    registerSum(runner, simd);
    registerTanh(runner, simd);
    linkTanh();
  }
  return simd !== undefined;
}
