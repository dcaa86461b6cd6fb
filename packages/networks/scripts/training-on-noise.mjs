/**
 * Training steps of a network over one batch of noise, for the scripts that time them: forward, backward and AdamW as the trainer does them on the
 * current backend.
 */
import {
  adam,
  createMoments,
  createNetwork,
  DeviceTraining,
  initialWeights,
  NETWORKS,
  TrainingStep,
  updateRunningStatistics,
} from "@fdhm/networks";
import * as tf from "@tensorflow/tfjs";

export const LOSS = {
  landmarks: { kind: "wing", width: 0.05, curvature: 0.01 },
  scoreWeight: 0.1,
};

/**
 * What speeds are compared by: [112, 112, 6], a stem of 16, six separable blocks to 7 x 7 x 128, four recurrent steps; relu6, so that every kernel
 * of ours is met.
 */
const REFERENCE = {
  ...NETWORKS["fast-dhm"].presets["fast-dhm-paper"],
  inputSize: 112,
  blocks: [
    { filters: 32, stride: 2 },
    { filters: 64, stride: 1 },
    { filters: 64, stride: 2 },
    { filters: 128, stride: 1 },
    { filters: 128, stride: 2 },
    { filters: 128, stride: 1 },
  ],
  bottleneck: 3,
};

/** A preset of a fast family, or `"reference"`, about a mean face that nobody has. */
export function presetNetwork(preset) {
  const meanFace = Array.from({ length: 204 }, (_, i) => 0.4 * Math.sin(i));
  if (preset === "reference")
    return createNetwork({
      family: "fast-dhm",
      config: { ...REFERENCE, meanFace },
    });
  const [family, { presets }] = Object.entries(NETWORKS).find(
    ([, { presets }]) => preset in presets,
  );
  return createNetwork({ family, config: { ...presets[preset], meanFace } });
}

export function noise({ inputSize }, faces) {
  const random = (length, value) => Float32Array.from({ length }, value);
  return {
    images: random(faces * 3 * inputSize ** 2, Math.random),
    landmarks: random(faces * 204, () => Math.random() - 0.5),
    landmarkWeights: random(faces * 204, () => 1),
    scores: random(faces, () => 1),
  };
}

/**
 * `step()` gives the loss, once it is there.
 *
 * @param onDevice - whether webgpu keeps weights and moments.
 */
export function trainingOnNoise(
  network,
  faces,
  onDevice = tf.getBackend() === "webgpu",
) {
  const data = noise(network, faces);
  const { layout } = network;
  const weights = initialWeights(layout, Math.random);
  if (onDevice) {
    const training = new DeviceTraining(
      network,
      LOSS,
      {
        weights,
        averaged: weights,
        firstMoments: new Float32Array(layout.trainable),
        secondMoments: new Float32Array(layout.trainable),
      },
      { kind: "adamw", weightDecay: 1e-4 },
    );
    let step = 0;
    const settings = { rate: 0.001, averaging: 0.99, momentum: 0.9 };
    return {
      step: () => training.step(data, { ...settings, step: step++ }),
      dispose: () => training.dispose(),
    };
  }
  const state = createMoments(layout.trainable);
  const training = new TrainingStep(network, LOSS);
  return {
    async step() {
      const { loss, gradient, batchStatistics } = await training.run(
        weights,
        data,
      );
      adam(weights, gradient, state, 0.001);
      updateRunningStatistics(layout, weights, batchStatistics, 0.9);
      return loss;
    },
    dispose: () => training.dispose(),
  };
}
