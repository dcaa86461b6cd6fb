/**
 * Large-pose face alignment in browsers, workers and Node, on onnxruntime-web.
 * @packageDocumentation
 */
export {
  FaceAligner,
  type AlignAllOptions,
  type AlignOptions,
  type LoadOptions,
} from "./face-aligner.ts";
export { type FaceAlignment } from "./face-alignment.ts";
export { type DrawableImage, type FaceImage, type Pixels } from "./image.ts";
export { type LoadProgress } from "./model-source.ts";
export { readMetadata } from "./onnx-metadata.ts";
export { type RuntimeName } from "./runtime/runtime-loader.ts";
export {
  type OnnxModule,
  type Runtime,
  type RuntimeLoader,
  type WasmOptions,
} from "./runtime/runtime.ts";
export { visibility } from "./visibility.ts";
export {
  type BoxFinder,
  type FindOptions,
  type FoundBox,
} from "./find/box-finder.ts";
export { type BatchAligner } from "./align-places.ts";
export {
  FaceTracker,
  type TrackOptions,
  type UpdateOptions,
} from "./track/face-tracker.ts";
export { nextBox, type NextBox } from "./track/next-box.ts";
export { type TrackedFace } from "./track/known-faces.ts";
export { type OneEuroOptions } from "./track/one-euro-filter.ts";
export { type TrackerOptions } from "./track/tracker-options.ts";
export { FaceFinder, type FaceFinderOptions } from "./find/face-finder.ts";
export { type DetectorBoxOptions } from "./find/detector-box.ts";
export {
  mediapipeFinder,
  type MediapipeDetector,
} from "./find/mediapipe-finder.ts";
export {
  platformFinder,
  type PlatformDetector,
} from "./find/platform-finder.ts";
