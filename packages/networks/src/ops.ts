/** Activations: max(x, 0), the same clipped at 6, and x relu6(x + 3) / 6 (Howard et al., MobileNetV3, ICCV 2019). */
export const ACTIVATIONS = ["relu6", "relu", "hard-swish"] as const;

/** Name of an activation. */
export type Activation = (typeof ACTIVATIONS)[number];

/**
 * What stands after a layer's product: nothing, a bias, that and a ReLU, batch normalisation, or that and an activation.
 * Batch normalisation brings its own bias, so no layer has both.
 */
export type Finish =
  "none" | "bias" | "bias-relu" | "norm" | `norm-${Activation}`;

/** A convolution, "same" padding (TensorFlow's: the odd zero goes to the bottom and right). */
export interface ConvolutionOptions {
  /** Output channels. */
  readonly filters: number;
  /** Height and width of the kernel, in pixels. */
  readonly kernel: number;
  /** Step between outputs, in pixels of the input; 1 if not given. */
  readonly stride?: number;
  /** What follows the product. */
  readonly finish: Finish;
}

/** A 3x3 convolution of every channel by itself, "same" padding. */
export interface DepthwiseOptions {
  /** Step between outputs, in pixels of the input; 1 if not given. */
  readonly stride?: number;
  /** What follows the product. */
  readonly finish: Finish;
}

/** A fully connected layer. */
export interface DenseOptions {
  /** Number of outputs. */
  readonly units: number;
  /** Standard deviation of the initial weights; sqrt(2 / inputs) if not given. */
  readonly deviation?: number;
  /** Initial biases, one per output; zeros if not given. "none" leaves the layer without biases. */
  readonly bias?: readonly number[] | "none";
  /**
   * Factor on the product with the kernel, 1 if not given: y = gain W x + b. Adam moves every weight by about the learning
   * rate, so that an output over n inputs may move by n times that; a gain below 1 takes it back.
   */
  readonly gain?: number;
  /** Whether a ReLU follows. */
  readonly relu?: boolean;
}

/**
 * The operations that networks are written in. A network is one function over them, and every implementation reads it its own
 * way: `ShapeOps` collects weights and counts products, `TfjsOps` computes, `OnnxOps` writes a file.
 *
 * Shapes are without the batch: `[height, width, channels]` or `[length]`. A layer's weights are called `<layer>/<part>`; the
 * same layer name used twice shares its weights (recurrence).
 *
 * @typeParam T - what stands for a tensor.
 */
export interface Ops<T> {
  /** True where networks are to give the answers of their earlier steps as well: in training, if the loss asks for them. */
  readonly earlier?: boolean;
  /** Convolution of one input, or of several as if their channels were laid side by side, with one kernel each. */
  convolution(
    inputs: readonly T[],
    name: string,
    options: ConvolutionOptions,
  ): T;
  /** Depthwise 3x3 convolution. */
  depthwise(x: T, name: string, options: DepthwiseOptions): T;
  /** Fully connected layer on a `[length]`. */
  dense(x: T, name: string, options: DenseOptions): T;
  /**
   * Group normalisation with a factor and a summand for each channel: Wu, He, "Group normalization", ECCV 2018. The mean and the
   * variance (its epsilon is 1e-5) are those of a picture's group of neighbouring channels.
   *
   * @param groups - how many; a divisor of the channels.
   */
  groupNorm(x: T, name: string, groups: number): T;
  /** Largest of every 2 x 2 pixels: `[height, width, channels]`, both sides even, to half of each. */
  maxPool(x: T): T;
  /** Every pixel twice each way: `[height, width, channels]` to twice the height and width. */
  upsample(x: T): T;
  /** Sum of tensors of one shape; a `[1]` counts for every element of the other. */
  add(a: T, b: T): T;
  /** Difference a - b; shapes as those of `add`. */
  subtract(a: T, b: T): T;
  /** Product, element by element; shapes as those of `add`. */
  product(a: T, b: T): T;
  /** Hyperbolic tangent. */
  tanh(x: T): T;
  /** 1 / (1 + exp(-x)). */
  sigmoid(x: T): T;
  /** max(x, 0). */
  relu(x: T): T;
  /** Sine of radians. */
  sine(x: T): T;
  /** Cosine of radians. */
  cosine(x: T): T;
  /** A run of a `[length]`'s elements. */
  slice(x: T, start: number, length: number): T;
  /** A `[length]` from whose elements their mean has been taken. */
  centre(x: T): T;
  /** Several `[length]` side by side, as `[length, how many]`. */
  stack(parts: readonly T[]): T;
  /**
   * Fixed factors and summands of a `[length]`'s elements: factor x + summand.
   *
   * @param name - of the constants; the same name stands for the same numbers.
   */
  affine(
    x: T,
    name: string,
    factors: ArrayLike<number>,
    summands: ArrayLike<number>,
  ): T;
  /**
   * A fixed matrix on a `[length]`: x M + summands.
   *
   * @param name - of the constants; the same name stands for the same numbers.
   * @param matrix - `[length, outputs]`, row by row.
   * @param summands - one per output; none if not given.
   */
  linear(x: T, name: string, matrix: Float32Array, summands?: Float32Array): T;
  /** `[height, width, channels]` to `[height * width * channels]`, channels fastest. */
  flatten(x: T): T;
  /** The same numbers, through which training sends no gradient back. */
  detach(x: T): T;
  /** Mean over the picture: `[height, width, channels]` to `[channels]`. */
  meanPool(x: T): T;
  /** `[length]` to another shape of as many elements, last index fastest. */
  reshape(x: T, shape: readonly number[]): T;
  /**
   * The 3D diffusion heat map of fixed landmarks, a constant `[size, size, 3]`.
   *
   * @param landmarks - x y z of each, in px of the map.
   */
  heatMap(name: string, landmarks: Float32Array, size: number): T;
  /** The plain heat map of fixed landmarks in the plane, a constant `[size, size, 1]`. */
  landmarkMap(name: string, landmarks: Float32Array, size: number): T;
  /**
   * The 3D diffusion heat map of landmarks that the network has found, `[size, size, 3]`, as `dhmTensor` draws it: peaks lie on
   * the points, and a gradient flows to them.
   *
   * @param landmarks - `[68, 3]`, normalised.
   */
  heatMapOf(landmarks: T, size: number): T;
  /**
   * The channels of a map at landmarks that the network has found, bilinear between its pixels; beyond its rim those of the
   * rim. A gradient flows to the map and to x and y.
   *
   * @param map - `[size, size, channels]`, as convolutions of stride 2 leave it of the network's picture: its pixel i lies on
   *   pixel `stride * i + stride - 1` there.
   * @param landmarks - `[68, 3]`, normalised.
   * @param stride - of the map, in px of the picture.
   * @returns `[68 * channels]`, channels fastest.
   */
  sampleAt(map: T, landmarks: T, stride: number): T;
}

/** What every landmark network gives. */
export interface NetworkOutput<T> {
  /** `[68, 3]`: normalised landmarks (fractions of the crop's side from its centre, x right, y down, z to the camera). */
  readonly landmarks: T;
  /** `[1]`: logit of "there is a face here". */
  readonly score: T;
  /**
   * `[68]`: logarithm of the scale b of a Laplace distribution about each landmark, along x and along y, in fractions of the
   * crop's side; of networks that are to tell how sure they are.
   */
  readonly uncertainty?: T;
  /** Landmarks as the earlier steps of a recurrence would give them, first step first; where {@link Ops.earlier} asks. */
  readonly earlier?: readonly T[];
  /** `[234]`: the parameters of a 3D model in crop px, as `@fdhm/morphable-model` reads them, of networks that estimate these. */
  readonly parameters?: T;
}
