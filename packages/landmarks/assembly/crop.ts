/** The crop in SIMD: compiled to src/crop-kernels.wasm.ts by `npm run kernels -w @fdhm/landmarks`. */
export { prepare, smooth } from "./prepare";
export { sampleTurned } from "./sample-turned";
export { sampleUpright, weigh } from "./sample-upright";
export { widen } from "./widen";
