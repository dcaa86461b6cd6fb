import * as tf from "@tensorflow/tfjs";
import { shareOutputs } from "./share-outputs.ts";
import type { SimdKernels } from "./simd.ts";
import type { KernelRunner } from "./wasm-backend.ts";

/** Batch normalisation with batch statistics and optional activation: outputs y, mean, inverse deviation, variance. */
const FORWARD = "FdhmBatchNorm";
const GRADIENT = "FdhmBatchNormGradient";

/** Stands for the hard swish where the ceiling of a ReLU is told: Howard et al., MobileNetV3, ICCV 2019. */
export const HARD_SWISH = -1;

interface Attributes {
  readonly epsilon: number;
  /** Where the ReLU clips; 0: no activation, {@link HARD_SWISH}: that. */
  readonly ceiling: number;
}

/** Registers the fused kernel, its gradient kernel and the link between them. */
export function registerBatchNorm(
  { backend }: KernelRunner,
  simd: SimdKernels,
): void {
  const offsets = (...infos: readonly tf.TensorInfo[]) =>
    infos.map(({ dataId }) => backend.getMemoryOffset(dataId));
  tf.registerKernel({
    kernelName: FORWARD,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const { x, gamma, beta } = inputs as Record<string, tf.TensorInfo> & {
        x: tf.TensorInfo;
        gamma: tf.TensorInfo;
        beta: tf.TensorInfo;
      };
      const { epsilon, ceiling } = attrs as unknown as Attributes;
      const [channels, pixels] = extent(x);
      const y = backend.makeOutput(x.shape, "float32");
      const mean = backend.makeOutput([channels], "float32");
      const inverse = backend.makeOutput([channels], "float32");
      const variance = backend.makeOutput([channels], "float32");
      simd.normaliseForward(
        ...offsets(x, y, gamma, beta, mean, inverse, variance),
        pixels,
        channels,
        epsilon,
        ceiling,
      );
      return [y, mean, inverse, variance];
    },
  });
  tf.registerKernel({
    kernelName: GRADIENT,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const { dy, x, gamma, beta, mean, inverse } = inputs as {
        dy: tf.TensorInfo;
        x: tf.TensorInfo;
        gamma: tf.TensorInfo;
        beta: tf.TensorInfo;
        mean: tf.TensorInfo;
        inverse: tf.TensorInfo;
      };
      const [channels, pixels] = extent(x);
      const dx = backend.makeOutput(x.shape, "float32");
      const dgamma = backend.makeOutput([channels], "float32");
      const dbeta = backend.makeOutput([channels], "float32");
      simd.normaliseGradient(
        ...offsets(dy, x, gamma, beta, mean, inverse, dx, dgamma, dbeta),
        pixels,
        channels,
        (attrs as unknown as Attributes).ceiling,
      );
      return [dx, dgamma, dbeta];
    },
  });
  tf.registerGradient({
    kernelName: FORWARD,
    inputsToSave: ["x", "gamma", "beta"],
    outputsToSave: [false, true, true, false],
    gradFunc: (dys, saved, attributes) => {
      const [dy] = dys as unknown as readonly [tf.Tensor];
      const [x, gamma, beta, mean, inverse] = saved as [
        tf.Tensor,
        tf.Tensor,
        tf.Tensor,
        tf.Tensor,
        tf.Tensor,
      ];
      const output = shareOutputs(
        () =>
          tf
            .engine()
            .runKernel(
              GRADIENT,
              { dy, x, gamma, beta, mean, inverse } as tf.NamedTensorMap,
              attributes,
            ) as unknown as tf.Tensor[],
      );
      return { x: output(0), gamma: output(1), beta: output(2) };
    },
  });
}

function extent(x: tf.TensorInfo): readonly [number, number] {
  const channels = x.shape[x.shape.length - 1] ?? 0;
  return [channels, x.shape.slice(0, -1).reduce((a, b) => a * b, 1)];
}

/** Output of a normalisation in training. */
export interface Normalised {
  /** The normalised tensor, after the activation if one was asked for. */
  readonly y: tf.Tensor4D;
  /** Mean of each channel over batch and picture. */
  readonly mean: tf.Tensor1D;
  /** Variance of each channel, of the population. */
  readonly variance: tf.Tensor1D;
}

/**
 * Batch normalisation with the statistics of the batch, then an activation: fused where the current backend has our kernel and channels come in
 * fours, composed from TensorFlow.js's operations elsewhere.
 *
 * @param ceiling - where the ReLU clips: 6 or infinity; 0 for no activation, {@link HARD_SWISH} for that one.
 */
export function batchNorm(
  x: tf.Tensor4D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  epsilon: number,
  ceiling: number,
): Normalised {
  if (x.shape[3] % 4 === 0 && tf.getKernel(FORWARD, tf.getBackend())) {
    const [y, mean, , variance] = tf
      .engine()
      .runKernel(FORWARD, { x, gamma, beta } as tf.NamedTensorMap, {
        epsilon,
        ceiling,
      }) as unknown as [tf.Tensor4D, tf.Tensor1D, tf.Tensor1D, tf.Tensor1D];
    return { y, mean, variance };
  }
  const { mean, variance } = tf.moments(x, [0, 1, 2]) as {
    mean: tf.Tensor1D;
    variance: tf.Tensor1D;
  };
  const y = tf.batchNorm(x, mean, variance, beta, gamma, epsilon);
  return { y: activate(y, ceiling), mean, variance };
}

/** A ReLU that clips at 6 or at nothing (infinity), nothing (0), or the hard swish: y relu6(y + 3) / 6. */
export function activate(y: tf.Tensor4D, ceiling: number): tf.Tensor4D {
  if (ceiling === 0) return y;
  if (ceiling === HARD_SWISH)
    return tf.mul(y, tf.mul(tf.relu6(tf.add(y, 3)), 1 / 6));
  return ceiling === 6 ? tf.relu6(y) : tf.relu(y);
}
