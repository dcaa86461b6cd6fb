import { renderDhm, renderLandmarkMap } from "@fdhm/dhm";
import { expected } from "@fdhm/errors";
import * as tf from "@tensorflow/tfjs";
import { dhmTensor } from "./dhm-tensor.ts";
import { groupNorm } from "./group-norm.ts";
import { activate, batchNorm, HARD_SWISH } from "./kernels/batch-norm.ts";
import { tanh } from "./kernels/tanh.ts";
import { maxPool, upsample } from "./halve-and-double.ts";
import type {
  ConvolutionOptions,
  DenseOptions,
  DepthwiseOptions,
  Finish,
  Ops,
} from "./ops.ts";
import { sampleAt } from "./sample-at.ts";
import { withoutGradient } from "./without-gradient.ts";

/** Added to variances before the root is taken; the export folds with the same. */
export const EPSILON = 1e-3;

/** Where the ReLU after a normalisation clips; 0: no activation. */
const CEILINGS: Readonly<
  Record<Exclude<Finish, "none" | "bias" | "bias-relu">, number>
> = {
  norm: 0,
  "norm-relu6": 6,
  "norm-relu": Infinity,
  "norm-hard-swish": HARD_SWISH,
};

/** Statistics that a normalised layer met in a batch. */
export interface LayerStatistics {
  /** The layer. */
  readonly name: string;
  /** Mean of each channel; to be disposed of by whoever takes it. */
  readonly mean: tf.Tensor1D;
  /** Variance of each channel, of the population. */
  readonly variance: tf.Tensor1D;
}

/**
 * Computes a network on the current TensorFlow.js backend; NHWC with the batch first. Constants stay on the backend until
 * `dispose`.
 */
export class TfjsOps implements Ops<tf.Tensor> {
  readonly #constants = new Map<string, tf.Tensor>();
  #weights: ReadonlyMap<string, tf.Tensor> = new Map();
  #collect: ((statistics: LayerStatistics) => void) | undefined;
  /** Layers that have handed over their statistics. */
  readonly #told = new Set<string>();
  /** See {@link Ops.earlier}. */
  earlier = false;

  /**
   * Sets the variables for the next run of the network.
   *
   * @param weights - by name.
   * @param collect - given, the network trains: it normalises by the statistics of the batch and hands them over here.
   *   Otherwise it normalises by the running statistics. A layer that is met again hands nothing over again.
   * @param earlier - whether the network is to give the answers of its earlier steps as well.
   */
  use(
    weights: ReadonlyMap<string, tf.Tensor>,
    collect?: (statistics: LayerStatistics) => void,
    earlier = false,
  ): void {
    this.#weights = weights;
    this.#collect = collect;
    this.#told.clear();
    this.earlier = earlier;
  }

  /** Frees the constants. */
  dispose(): void {
    for (const tensor of this.#constants.values()) tensor.dispose();
    this.#constants.clear();
  }

  convolution(
    inputs: readonly tf.Tensor[],
    name: string,
    { stride = 1, finish }: ConvolutionOptions,
  ): tf.Tensor {
    const [first, ...rest] = inputs.map((x, i) => {
      const part = inputs.length === 1 ? "kernel" : `kernel${i}`;
      return tf.conv2d(
        x as tf.Tensor4D,
        this.#weight(`${name}/${part}`),
        stride,
        "same",
      );
    }) as [tf.Tensor4D, ...tf.Tensor4D[]];
    // A constant input has a batch of one and is added to every picture's.
    return this.#finish(
      rest.reduce((sum, x) => tf.add(sum, x), first),
      name,
      finish,
    );
  }

  depthwise(
    x: tf.Tensor,
    name: string,
    { stride = 1, finish }: DepthwiseOptions,
  ): tf.Tensor {
    const product = tf.depthwiseConv2d(
      x as tf.Tensor4D,
      this.#weight(`${name}/kernel`),
      stride,
      "same",
    );
    return this.#finish(product, name, finish);
  }

  dense(
    x: tf.Tensor,
    name: string,
    { gain = 1, relu = false, bias }: DenseOptions,
  ): tf.Tensor {
    // As a 1x1 convolution, whose gradients have fast kernels on wasm; those of a matrix product do not.
    const kernel = this.#weight<tf.Tensor2D>(`${name}/kernel`);
    const [inputs, units] = kernel.shape;
    const pixel = tf.reshape(x, [-1, 1, 1, inputs]) as tf.Tensor4D;
    const product = tf.conv2d(
      pixel,
      tf.reshape(kernel, [1, 1, inputs, units]) as tf.Tensor4D,
      1,
      "same",
    );
    const flat = tf.reshape(product, [-1, units]);
    const scaled = gain === 1 ? flat : tf.mul(flat, gain);
    const sum =
      bias === "none" ? scaled : tf.add(scaled, this.#weight(`${name}/bias`));
    return relu ? tf.relu(sum) : sum;
  }

  groupNorm(x: tf.Tensor, name: string, groups: number): tf.Tensor {
    return groupNorm(
      x as tf.Tensor4D,
      this.#weight(`${name}/gamma`),
      this.#weight(`${name}/beta`),
      groups,
    );
  }

  maxPool(x: tf.Tensor): tf.Tensor {
    return maxPool(x as tf.Tensor4D);
  }

  upsample(x: tf.Tensor): tf.Tensor {
    return upsample(x as tf.Tensor4D);
  }

  add(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    return tf.add(a, b);
  }

  subtract(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    return tf.sub(a, b);
  }

  product(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    return tf.mul(a, b);
  }

  tanh(x: tf.Tensor): tf.Tensor {
    return tanh(x);
  }

  sigmoid(x: tf.Tensor): tf.Tensor {
    return tf.sigmoid(x);
  }

  relu(x: tf.Tensor): tf.Tensor {
    return tf.relu(x);
  }

  sine(x: tf.Tensor): tf.Tensor {
    return tf.sin(x);
  }

  cosine(x: tf.Tensor): tf.Tensor {
    return tf.cos(x);
  }

  slice(x: tf.Tensor, start: number, length: number): tf.Tensor {
    return tf.slice(x, [0, start], [-1, length]);
  }

  centre(x: tf.Tensor): tf.Tensor {
    return tf.sub(x, tf.mean(x, 1, true));
  }

  stack(parts: readonly tf.Tensor[]): tf.Tensor {
    return tf.stack([...parts], 2);
  }

  affine(
    x: tf.Tensor,
    name: string,
    factors: ArrayLike<number>,
    summands: ArrayLike<number>,
  ): tf.Tensor {
    const constant = (part: string, values: ArrayLike<number>) =>
      this.#constant(`${name}/${part}`, () =>
        tf.tensor1d(Float32Array.from(values)),
      );
    return tf.add(
      tf.mul(x, constant("factors", factors)),
      constant("summands", summands),
    );
  }

  linear(
    x: tf.Tensor,
    name: string,
    matrix: Float32Array,
    summands?: Float32Array,
  ): tf.Tensor {
    const length = x.shape[1] as number;
    const product = tf.matMul(
      x as tf.Tensor2D,
      this.#constant(`${name}/matrix`, () =>
        tf.tensor2d(matrix, [length, matrix.length / length]),
      ),
    );
    return summands
      ? tf.add(
          product,
          this.#constant(`${name}/summands`, () => tf.tensor1d(summands)),
        )
      : product;
  }

  flatten(x: tf.Tensor): tf.Tensor {
    return tf.reshape(x, [x.shape[0] ?? -1, -1]);
  }

  detach(x: tf.Tensor): tf.Tensor {
    return withoutGradient((value) => tf.clone(value), x);
  }

  meanPool(x: tf.Tensor): tf.Tensor {
    return tf.mean(x, [1, 2]);
  }

  reshape(x: tf.Tensor, shape: readonly number[]): tf.Tensor {
    return tf.reshape(x, [-1, ...shape]);
  }

  heatMap(name: string, landmarks: Float32Array, size: number): tf.Tensor {
    return this.#constant(name, () =>
      tf.tensor4d(renderDhm(landmarks, size), [1, size, size, 3]),
    );
  }

  landmarkMap(name: string, landmarks: Float32Array, size: number): tf.Tensor {
    return this.#constant(name, () =>
      tf.tensor4d(renderLandmarkMap(landmarks, size), [1, size, size, 1]),
    );
  }

  heatMapOf(landmarks: tf.Tensor, size: number): tf.Tensor {
    // Pixel centres are integers; the map does not depend on where z is counted from.
    const pixels = tf.add(tf.mul(landmarks, size), 0.5 * size - 0.5);
    return dhmTensor(pixels as tf.Tensor3D, size);
  }

  sampleAt(map: tf.Tensor, landmarks: tf.Tensor, stride: number): tf.Tensor {
    return sampleAt(map as tf.Tensor4D, landmarks as tf.Tensor3D, stride);
  }

  /** A constant, made when it is first needed. */
  #constant<T extends tf.Tensor>(name: string, make: () => T): T {
    let tensor = this.#constants.get(name);
    if (!tensor) {
      tensor = tf.keep(make());
      this.#constants.set(name, tensor);
    }
    return tensor as T;
  }

  #finish(x: tf.Tensor4D, name: string, finish: Finish): tf.Tensor {
    if (finish === "none") return x;
    if (finish === "bias" || finish === "bias-relu") {
      const biased = tf.add(x, this.#weight(`${name}/bias`));
      return finish === "bias" ? biased : tf.relu(biased);
    }
    const gamma = this.#weight<tf.Tensor1D>(`${name}/gamma`);
    const beta = this.#weight<tf.Tensor1D>(`${name}/beta`);
    const ceiling = CEILINGS[finish];
    if (this.#collect) {
      const { y, mean, variance } = batchNorm(x, gamma, beta, EPSILON, ceiling);
      if (!this.#told.has(name))
        this.#collect({
          name,
          mean: tf.keep(mean),
          variance: tf.keep(variance),
        });
      this.#told.add(name);
      return y;
    }
    const y = tf.batchNorm(
      x,
      this.#weight<tf.Tensor1D>(`${name}/mean`),
      this.#weight<tf.Tensor1D>(`${name}/variance`),
      beta,
      gamma,
      EPSILON,
    );
    return activate(y, ceiling);
  }

  #weight<T extends tf.Tensor = tf.Tensor4D>(name: string): T {
    const tensor = this.#weights.get(name);
    if (!tensor) throw expected("a variable of the network", "weight", name);
    return tensor as T;
  }
}
