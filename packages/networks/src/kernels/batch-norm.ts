import * as tf from "@tensorflow/tfjs";
import { shareOutputs } from "./share-outputs.ts";
import type { SimdKernels } from "./simd.ts";
import type { KernelRunner } from "./wasm-backend.ts";

/**
 * Batch normalisation with batch statistics and optional activation: outputs y, mean, inverse deviation (or whatever else the
 * backend's gradient kernel needs), variance.
 */
export const BATCH_NORM = "FdhmBatchNorm";
/** Its gradient by x, gamma and beta. */
export const BATCH_NORM_GRADIENT = "FdhmBatchNormGradient";

/** Stands for the hard swish where the ceiling of a ReLU is told: Howard et al., MobileNetV3, ICCV 2019. */
export const HARD_SWISH = -1;

/** What both kernels are told. */
export interface BatchNormAttributes {
  /** Added to variances before the root is taken. */
  readonly epsilon: number;
  /** Where the ReLU clips; 0: no activation, {@link HARD_SWISH}: that. */
  readonly ceiling: number;
}

/** Registers the fused kernel and its gradient kernel for wasm, channels in fours. */
export function registerBatchNorm(
  { backend }: KernelRunner,
  simd: SimdKernels,
): void {
  const offsets = (...infos: readonly tf.TensorInfo[]) =>
    infos.map(({ dataId }) => backend.getMemoryOffset(dataId));
  tf.registerKernel({
    kernelName: BATCH_NORM,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => {
      const { x, gamma, beta } = inputs as Record<string, tf.TensorInfo> & {
        x: tf.TensorInfo;
        gamma: tf.TensorInfo;
        beta: tf.TensorInfo;
      };
      const { epsilon, ceiling } = attrs as unknown as BatchNormAttributes;
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
    kernelName: BATCH_NORM_GRADIENT,
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
        (attrs as unknown as BatchNormAttributes).ceiling,
      );
      return [dx, dgamma, dbeta];
    },
  });
}

/** Registers the link between the two kernels, whichever backend has them. */
export function linkBatchNorm(): void {
  tf.registerGradient({
    kernelName: BATCH_NORM,
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
              BATCH_NORM_GRADIENT,
              { dy, x, gamma, beta, mean, inverse } as tf.NamedTensorMap,
              attributes,
            ) as unknown as tf.Tensor[],
      );
      return { x: output(0), gamma: output(1), beta: output(2) };
    },
  });
}

/** Channels and pixels of a tensor. */
export function extent(x: tf.TensorInfo): readonly [number, number] {
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
 * Batch normalisation with the statistics of the batch, then an activation: fused where the current backend has our kernel (on wasm for
 * channels in fours), composed from TensorFlow.js's operations elsewhere.
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
  const backend = tf.getBackend();
  const covered = backend !== "wasm" || x.shape[3] % 4 === 0;
  if (covered && tf.getKernel(BATCH_NORM, backend)) {
    const [y, mean, , variance] = tf
      .engine()
      .runKernel(BATCH_NORM, { x, gamma, beta } as tf.NamedTensorMap, {
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
