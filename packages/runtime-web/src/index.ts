/**
 * Large-pose face alignment in browsers, workers and Node, on onnxruntime-web.
 * @packageDocumentation
 */
export {
  FaceAligner,
  type AlignOptions,
  type LoadOptions,
} from "./face-aligner.ts";
export { type FaceAlignment } from "./face-alignment.ts";
export { type DrawableImage, type FaceImage, type Pixels } from "./image.ts";
export { type LoadProgress } from "./model-source.ts";
export { type WasmOptions } from "./network.ts";
export { readMetadata } from "./onnx-metadata.ts";
export { visibility } from "./visibility.ts";
