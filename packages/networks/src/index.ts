/**
 * The networks of the deep evolutionary face alignment paper for TensorFlow.js, with training kernels and ONNX export.
 * @packageDocumentation
 */
export {
  checkBackend,
  startCpuBackend,
  startRegisteredBackend,
  startWasmBackend,
  startWebgpuBackend,
  type WasmBackendOptions,
} from "./backend.ts";
export { adam, type AdamOptions } from "./optimisers/adam.ts";
export type { DeviceOptimiser, DeviceStep } from "./webgpu/device-settings.ts";
export {
  DeviceTraining,
  type TrainingState,
} from "./webgpu/device-training.ts";
export {
  createMoments,
  type Moments,
  type WeightDecay,
} from "./optimisers/moments.ts";
export {
  optimiser,
  OPTIMISERS,
  type Optimiser,
  type OptimiserName,
} from "./optimisers/optimiser.ts";
export { rmsprop, type RmspropOptions } from "./optimisers/rmsprop.ts";
export { sgd, type SgdOptions } from "./optimisers/sgd.ts";
export {
  createDhmHourglass,
  type DhmHourglassConfig,
  type DhmHourglassPreset,
} from "./dhm-hourglass.ts";
export {
  DHM_HOURGLASS_PRESETS,
  type DhmHourglassPresetName,
} from "./dhm-hourglass-presets.ts";
export {
  createDhmRnn,
  type DhmRnnConfig,
  type DhmRnnPreset,
} from "./dhm-rnn.ts";
export { DHM_RNN_PRESETS, type DhmRnnPresetName } from "./dhm-rnn-presets.ts";
export {
  dhmTensor,
  type DhmCentre,
  type DhmTensorOptions,
} from "./dhm-tensor.ts";
export { CNN_3D_PRESETS, createCnn3d, type Cnn3dConfig } from "./cnn-3d.ts";
export { type FastCnnConfig, type SeparableBlock } from "./fast-cnn.ts";
export {
  createFastDhm,
  fastDhm,
  type FastDhmConfig,
  type FastDhmPreset,
} from "./fast-dhm.ts";
export { exportOnnx } from "./export-onnx.ts";
export {
  ONNX_WEIGHTS,
  type OnnxHeatMap,
  type OnnxOptions,
  type OnnxWeights,
} from "./onnx-options.ts";
export {
  FAST_DHM_PRESETS,
  type FastDhmPresetName,
} from "./fast-dhm-presets.ts";
export { type AdaptiveWeights } from "./adaptive-weights.ts";
export { type CoordinateWeighting } from "./coordinate-weights.ts";
export { type LandmarkLoss } from "./landmark-penalty.ts";
export { type LossConfig } from "./loss.ts";
export { landmarkModel, type LandmarkModel } from "./landmark-model.ts";
export { COORDINATES, type Network } from "./network.ts";
export { type IndexedStepConfig } from "./indexed-step.ts";
export { type LandmarkHeadConfig } from "./landmark-head.ts";
export {
  ACTIVATIONS,
  type Activation,
  type ConvolutionOptions,
  type DenseOptions,
  type DepthwiseOptions,
  type Finish,
  type NetworkOutput,
  type Ops,
} from "./ops.ts";
export {
  parameterSpace,
  POSE_DEVIATION,
  type ParameterSpace,
  type PoseDeviation,
} from "./parameter-space.ts";
export { placeLandmarks } from "./place-landmarks.ts";
export { predict, type PredictOptions, type Prediction } from "./predict.ts";
export { createRnn2d, RNN_2D_PRESETS, type Rnn2dConfig } from "./rnn-2d.ts";
export {
  createNetwork,
  NETWORKS,
  type NetworkChoice,
  type NetworkConfigs,
  type NetworkFamily,
  type NetworkName,
} from "./registry.ts";
export { updateRunningStatistics } from "./running-statistics.ts";
export {
  readSafetensors,
  writeSafetensors,
  type NamedTensor,
  type TensorFile,
} from "./safetensors.ts";
export {
  TrainingStep,
  type Batch,
  type LossPart,
  type StepResult,
  type StepTensors,
} from "./training-step.ts";
export type { LayerStatistics } from "./tfjs-ops.ts";
export {
  decayMask,
  initialWeights,
  weightOf,
  type Initialiser,
  type PlacedWeight,
  type WeightLayout,
  type WeightSpec,
} from "./weight-layout.ts";
export {
  readWeights,
  writeWeights,
  type StoredWeights,
} from "./weights-file.ts";
export { widenWeights } from "./widen-weights.ts";
