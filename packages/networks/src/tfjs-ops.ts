import { renderDhm, renderLandmarkMap } from "@fdhm/dhm";
import { expected } from "@fdhm/errors";
import * as tf from "@tensorflow/tfjs";
import { batchNorm, clip } from "./kernels/batch-norm.ts";
import { tanh } from "./kernels/tanh.ts";
import type {
  ConvolutionOptions,
  DenseOptions,
  DepthwiseOptions,
  Finish,
  Ops,
} from "./ops.ts";

/** Added to variances before the root is taken; the export folds with the same. */
export const EPSILON = 1e-3;

/** Where the ReLU after a normalisation clips; 0: there is none. */
const CEILINGS: Readonly<Record<Exclude<Finish, "none" | "bias">, number>> = {
  norm: 0,
  "norm-relu6": 6,
  "norm-relu": Infinity,
  "norm-hard-swish": 0,
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
    { gain = 1, relu = false }: DenseOptions,
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
    const sum = tf.add(
      gain === 1 ? flat : tf.mul(flat, gain),
      this.#weight(`${name}/bias`),
    );
    return relu ? tf.relu(sum) : sum;
  }

  add(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
    return tf.add(a, b);
  }

  tanh(x: tf.Tensor): tf.Tensor {
    return tanh(x);
  }

  flatten(x: tf.Tensor): tf.Tensor {
    return tf.reshape(x, [x.shape[0] ?? -1, -1]);
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

  #constant(name: string, make: () => tf.Tensor): tf.Tensor {
    let tensor = this.#constants.get(name);
    if (!tensor) {
      tensor = tf.keep(make());
      this.#constants.set(name, tensor);
    }
    return tensor;
  }

  #finish(x: tf.Tensor4D, name: string, finish: Finish): tf.Tensor {
    if (finish === "none") return x;
    if (finish === "bias") return tf.add(x, this.#weight(`${name}/bias`));
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
      return finish === "norm-hard-swish" ? hardSwish(y) : y;
    }
    const y = tf.batchNorm(
      x,
      this.#weight<tf.Tensor1D>(`${name}/mean`),
      this.#weight<tf.Tensor1D>(`${name}/variance`),
      beta,
      gamma,
      EPSILON,
    );
    return finish === "norm-hard-swish" ? hardSwish(y) : clip(y, ceiling);
  }

  #weight<T extends tf.Tensor = tf.Tensor4D>(name: string): T {
    const tensor = this.#weights.get(name);
    if (!tensor) throw expected("a variable of the network", "weight", name);
    return tensor as T;
  }
}

function hardSwish(x: tf.Tensor): tf.Tensor {
  return tf.mul(x, tf.mul(tf.relu6(tf.add(x, 3)), 1 / 6));
}
