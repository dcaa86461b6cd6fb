/**
 * Face alignment data sets: loaders, crops, augmentation and rendered faces.
 * @packageDocumentation
 */
export type { HeadPose, Sample } from "./sample.ts";
export type { BrokenSample, OpenOptions } from "./read-sound.ts";
export { createDataset, type Dataset } from "./dataset.ts";
export { PICTURE_ENDINGS, readPicture } from "./formats/picture-file.ts";
export {
  parseNpy,
  readNpy,
  type NpyArray,
  type NpyNumbers,
} from "./formats/npy-file.ts";
export {
  parseTorch7,
  readTorch7,
  type Torch7Table,
  type Torch7Value,
} from "./formats/torch7.ts";
export type { Torch7Array } from "./formats/torch7-tensor.ts";
export type { Torch7Numbers } from "./formats/torch7-source.ts";
export { parsePts, readPts, writePts } from "./formats/pts-file.ts";
export { openPtsFolder, type PtsFolderOptions } from "./sets/pts-folder.ts";
export {
  open300wLp,
  type Options300wLp,
  type Subset300wLp,
} from "./sets/300w-lp.ts";
export {
  write300wLp,
  type Write300wLpOptions,
  type Written300wLp,
} from "./sets/write-300w-lp.ts";
export { openAflw2000, type OptionsAflw2000 } from "./sets/aflw2000-3d.ts";
export { openLs3dW, type OptionsLs3dW, type PartLs3dW } from "./sets/ls3d-w.ts";
export {
  openBenchmark,
  type BenchmarkOptions,
} from "./sets/benchmark-folder.ts";
export { openFaceSynthetics } from "./sets/face-synthetics.ts";
export {
  openMerlRav,
  type OptionsMerlRav,
  type PoseMerlRav,
} from "./sets/merl-rav.ts";
export { openFaceTable, type FaceTableOptions } from "./sets/face-table.ts";
export { readFaceList, type ListedFace } from "./sets/face-list.ts";
export { between, createRandom, pick, type Random } from "./random.ts";
export {
  packedLandmarks,
  packedMask,
  packedPicture,
  packedPose,
  packedVisibility,
  type FacePack,
} from "./pack/face-pack.ts";
export { concatenatePacks } from "./pack/concatenate-packs.ts";
export { packFaces, type PackOptions } from "./pack/pack-faces.ts";
export {
  faceSize,
  readConvention,
  writeConvention,
  type LabelConvention,
} from "./convention/label-convention.ts";
export {
  fitConvention,
  type MarkedTwice,
} from "./convention/fit-convention.ts";
export { moveLandmarks } from "./convention/move-landmarks.ts";
export { withConvention } from "./convention/with-convention.ts";
export { datasetOfPack, type PackedDataset } from "./pack/packed-dataset.ts";
export { readPack, writePack } from "./pack/pack-file.ts";
export { readJson } from "./formats/json-file.ts";
export { writeWhole } from "./formats/write-whole.ts";
export { augment } from "./augment/augment.ts";
export type { TrainingTarget } from "./augment/training-target.ts";
export {
  AUGMENT_DEFAULTS,
  NO_AUGMENTATION,
  type AugmentSettings,
} from "./augment/augment-settings.ts";
export type { ToneSettings } from "./pixels/tone.ts";
export {
  type BoxJitter,
  jitterBox,
  withJitteredBoxes,
} from "./views/jittered-boxes.ts";
export { joinDatasets } from "./views/joined.ts";
export { partOf } from "./views/part.ts";
export { inspectDataset, type Inspection } from "./inspect/inspect-dataset.ts";
export type { Histogram } from "./inspect/histogram.ts";
export {
  closeRing,
  createBatchRing,
  fillNext,
  releaseSlot,
  RingClosedError,
  takeSlot,
  type BatchRing,
} from "./pipeline/batch-ring.ts";
export { paintBackground } from "./pixels/background.ts";
export {
  openRenderedFaces,
  type RenderedFacesOptions,
} from "./rendered/rendered-faces.ts";
export {
  ACCESSORY_CHANCES,
  type AccessoryChances,
} from "./rendered/worn/accessories.ts";
export { POSE_LIMITS, type PoseLimits } from "./rendered/sample-pose.ts";
export {
  openProfiledFaces,
  type ProfiledFacesOptions,
} from "./profiling/profiled-faces.ts";
export {
  findTypicalFace,
  type TypicalFace,
  type TypicalFaceOptions,
} from "./profiling/typical-face.ts";
export { withFittedJaw, type FittedJawOptions } from "./refit/fitted-jaw.ts";
export { cutWithoutFace } from "./augment/cut-without-face.ts";
export type { NegativeKind } from "./augment/negative.ts";
