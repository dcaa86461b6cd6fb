/**
 * The training kernels that the TensorFlow.js wasm backend lacks or does slowly, as WebAssembly SIMD on that backend's own
 * (imported) memory. No static data and no allocator: every argument is a byte offset or a count, every array is float32,
 * pictures are NHWC, and the caller has checked shapes (channels in fours where a file says so).
 */
export { depthwiseGradientFilter, depthwiseGradientInput } from "./depthwise";
export { convolutionGradientFilter } from "./convolution";
export { normaliseForward, normaliseGradient } from "./batch-norm";
export { padPictures } from "./pad";
export { sumRows } from "./sum";
export { tanhForward, tanhGradient } from "./tanh";
