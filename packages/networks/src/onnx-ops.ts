import { expected } from "@fdhm/errors";
import { renderDhm, renderLandmarkMap } from "@fdhm/dhm";
import {
  convolveConstant,
  type ConvolutionGeometry,
} from "./constant-convolution.ts";
import { foldBatchNorm } from "./fold-batch-norm.ts";
import type { OnnxGraph } from "./onnx-graph.ts";
import { addHeatMap, addLandmarkMap } from "./onnx-heat-map.ts";
import type { OnnxHeatMap, OnnxWeights } from "./onnx-options.ts";
import { addHeatMapOf } from "./onnx-heat-map-of.ts";
import { addSampleAt } from "./onnx-sample-at.ts";
import type {
  ConvolutionOptions,
  DenseOptions,
  DepthwiseOptions,
  Finish,
  Ops,
} from "./ops.ts";

/** A tensor of the file: NCHW there, but told by its shape without the batch as networks are written, channels last. */
export interface OnnxTensor {
  /** Name of the node's output. */
  readonly name: string;
  /** `[height, width, channels]` or `[length]`. */
  readonly shape: readonly number[];
  /** The picture that a flat tensor was, whose elements lie channel by channel and not pixel by pixel. */
  readonly picture?: readonly number[];
  /**
   * Elements of a constant that the file does not hold, channels fastest: only a convolution that has a picture beside it can
   * take it.
   */
  readonly constant?: Float32Array;
  /** What it is a product of, if it is one. */
  readonly product?: Product;
}

/** A pointwise convolution without bias. */
export interface Product {
  /** What is convolved. */
  readonly source: OnnxTensor;
  /** Name of its kernel as a matrix, `[filters, channels]`. */
  readonly matrix: string;
}

/** How constants are stored. */
export interface OnnxStorage {
  /** Type of kernels. */
  readonly weights: OnnxWeights;
  /** How constant heat maps stand in the file. */
  readonly heatMap: OnnxHeatMap;
  /** Pictures in a run. */
  readonly batch: "free" | number;
}

/** Writes a network into an ONNX graph as it runs: batch normalisation folded into kernels and biases. */
export class OnnxOps implements Ops<OnnxTensor> {
  readonly #graph: OnnxGraph;
  readonly #weight: (name: string) => Float32Array;
  readonly #storage: OnnxStorage;
  /** Kernels of pointwise convolutions as matrices, by the kernel's name. */
  readonly #matrices = new Map<string, string>();

  /**
   * @param graph - receives nodes and constants.
   * @param weight - gives a variable's elements by its name.
   * @param storage - see {@link OnnxStorage}.
   */
  constructor(
    graph: OnnxGraph,
    weight: (name: string) => Float32Array,
    storage: OnnxStorage,
  ) {
    this.#graph = graph;
    this.#weight = weight;
    this.#storage = storage;
  }

  convolution(
    inputs: readonly OnnxTensor[],
    name: string,
    { filters, kernel, stride = 1, finish }: ConvolutionOptions,
  ): OnnxTensor {
    const { scale, bias } = this.#finish(name, filters, finish);
    let size: readonly number[] = [];
    let product: Product | undefined;
    const terms = inputs.map((x, i) => {
      const [height, width, channels] = sides(x);
      const alone = inputs.length === 1;
      const part = `${name}/${alone ? "kernel" : `kernel${i}`}`;
      const weights = toOutInRows(
        this.#weight(part),
        kernel * kernel,
        channels,
        filters,
        scale,
      );
      const geometry = convolutionGeometry(height, width, kernel, stride);
      size = geometry.size;
      if (x.constant)
        return this.#kernel(
          `${part}/${x.name}`,
          [1, filters, ...size],
          convolveConstant(x.constant, sides(x), weights, filters, geometry),
        );
      const arguments_ = [
        x.name,
        this.#kernel(part, [filters, channels, kernel, kernel], weights),
      ];
      if (alone && kernel === 1 && stride === 1)
        product = this.#compose(x, arguments_, filters);
      // Also where a constant could take it in: onnxruntime adds a map within a convolution only if that has a bias.
      if (i === 0 && bias) arguments_.push(this.#bias(name, bias));
      return this.#graph.node(
        "Conv",
        arguments_,
        { ...geometry.attributes },
        alone ? name : `${name}/product${i}`,
      );
    });
    const sum = terms.reduce((a, b) =>
      this.#graph.node("Add", [a, b], {}, `${name}/sum`),
    );
    const fused = inputs.length === 1 || this.#storage.batch !== "free";
    return {
      name: this.#activate(sum, name, finish, fused),
      shape: [...size, filters],
      ...(finish === "none" && product ? { product } : {}),
    };
  }

  depthwise(
    x: OnnxTensor,
    name: string,
    { stride = 1, finish }: DepthwiseOptions,
  ): OnnxTensor {
    const [height, width, channels] = sides(x);
    const { scale, bias } = this.#finish(name, channels, finish);
    const geometry = convolutionGeometry(height, width, 3, stride);
    const weights = toOutInRows(
      this.#weight(`${name}/kernel`),
      9,
      1,
      channels,
      scale,
    );
    const arguments_ = [
      x.name,
      this.#kernel(`${name}/kernel`, [channels, 1, 3, 3], weights),
    ];
    if (bias) arguments_.push(this.#bias(name, bias));
    const product = this.#graph.node(
      "Conv",
      arguments_,
      { ...geometry.attributes, group: channels },
      name,
    );
    return {
      name: this.#activate(product, name, finish, true),
      shape: [...geometry.size, channels],
    };
  }

  dense(
    x: OnnxTensor,
    name: string,
    { units, gain = 1, relu = false, bias }: DenseOptions,
  ): OnnxTensor {
    const [inputs = 0] = x.shape;
    const kernel = this.#weight(`${name}/kernel`).map((value) => gain * value);
    const rows = x.picture
      ? byChannel(kernel, sides({ ...x, shape: x.picture }), units)
      : kernel;
    const arguments_ = [
      x.name,
      this.#kernel(`${name}/kernel`, [inputs, units], rows),
    ];
    if (bias !== "none")
      arguments_.push(this.#bias(name, this.#weight(`${name}/bias`)));
    const product = this.#graph.node("Gemm", arguments_, {}, name);
    return {
      name: relu
        ? this.#graph.node("Relu", [product], {}, `${name}/relu`)
        : product,
      shape: [units],
    };
  }

  groupNorm(x: OnnxTensor, name: string, groups: number): OnnxTensor {
    const [height, width, channels] = sides(x);
    const each = (part: string, length: number, value: number) =>
      this.#graph.constant(
        `float_${part}_${length}`,
        [length],
        new Float32Array(length).fill(value),
      );
    const channel = (part: string) =>
      this.#graph.constant(
        `${name}/${part}`,
        [channels, 1, 1],
        this.#weight(`${name}/${part}`),
      );
    // A group's channels lie together: as one long channel it is normalised as an instance is. Its epsilon is the operator's own.
    const normalised = this.#graph.node("InstanceNormalization", [
      this.#graph.node("Reshape", [
        x.name,
        this.#graph.integers([0, groups, -1]),
      ]),
      each("one", groups, 1),
      each("zero", groups, 0),
    ]);
    const picture = this.#graph.node("Reshape", [
      normalised,
      this.#graph.integers([0, channels, height, width]),
    ]);
    const scaled = this.#graph.node("Mul", [picture, channel("gamma")]);
    return { ...x, name: this.#graph.node("Add", [scaled, channel("beta")]) };
  }

  maxPool(x: OnnxTensor): OnnxTensor {
    const [height, width, channels] = sides(x);
    const name = this.#graph.node("MaxPool", [x.name], {
      kernel_shape: [2, 2],
      strides: [2, 2],
    });
    return { name, shape: [height / 2, width / 2, channels] };
  }

  upsample(x: OnnxTensor): OnnxTensor {
    const [height, width, channels] = sides(x);
    // The operator's defaults are the nearest pixel by centres: every pixel twice. Its second input stays empty.
    const scales = this.#graph.constant("float_double", [4], [1, 1, 2, 2]);
    const name = this.#graph.node("Resize", [x.name, "", scales]);
    return { name, shape: [2 * height, 2 * width, channels] };
  }

  add(a: OnnxTensor, b: OnnxTensor): OnnxTensor {
    return this.#together("Add", a, b);
  }

  subtract(a: OnnxTensor, b: OnnxTensor): OnnxTensor {
    return this.#together("Sub", a, b);
  }

  product(a: OnnxTensor, b: OnnxTensor): OnnxTensor {
    return this.#together("Mul", a, b);
  }

  tanh(x: OnnxTensor): OnnxTensor {
    return this.#each("Tanh", x);
  }

  sigmoid(x: OnnxTensor): OnnxTensor {
    return this.#each("Sigmoid", x);
  }

  relu(x: OnnxTensor): OnnxTensor {
    return this.#each("Relu", x);
  }

  sine(x: OnnxTensor): OnnxTensor {
    return this.#each("Sin", x);
  }

  cosine(x: OnnxTensor): OnnxTensor {
    return this.#each("Cos", x);
  }

  slice(x: OnnxTensor, start: number, length: number): OnnxTensor {
    const [from, to, axis] = [start, start + length, 1].map((value) =>
      this.#graph.integers([value]),
    ) as [string, string, string];
    return {
      name: this.#graph.node("Slice", [x.name, from, to, axis]),
      shape: [length],
    };
  }

  centre(x: OnnxTensor): OnnxTensor {
    const mean = this.#graph.node("ReduceMean", [x.name], {
      axes: [1],
      keepdims: 1,
    });
    return { ...x, name: this.#graph.node("Sub", [x.name, mean]) };
  }

  stack(parts: readonly OnnxTensor[]): OnnxTensor {
    const last = this.#graph.integers([2]);
    const columns = parts.map((x) =>
      this.#graph.node("Unsqueeze", [x.name, last]),
    );
    return {
      name: this.#graph.node("Concat", columns, { axis: 2 }),
      shape: [...(parts[0] as OnnxTensor).shape, parts.length],
    };
  }

  affine(
    x: OnnxTensor,
    name: string,
    factors: ArrayLike<number>,
    summands: ArrayLike<number>,
  ): OnnxTensor {
    const constant = (part: string, values: ArrayLike<number>) =>
      this.#graph.constant(
        `${name}/${part}`,
        [values.length],
        Float32Array.from(values),
      );
    const scaled = this.#graph.node("Mul", [
      x.name,
      constant("factors", factors),
    ]);
    return {
      ...x,
      name: this.#graph.node("Add", [scaled, constant("summands", summands)]),
    };
  }

  linear(
    x: OnnxTensor,
    name: string,
    matrix: Float32Array,
    summands?: Float32Array,
  ): OnnxTensor {
    const [length = 0] = x.shape;
    const units = matrix.length / length;
    const arguments_ = [
      x.name,
      this.#graph.constant(`${name}/matrix`, [length, units], matrix),
    ];
    if (summands)
      arguments_.push(
        this.#graph.constant(`${name}/summands`, [units], summands),
      );
    return { name: this.#graph.node("Gemm", arguments_), shape: [units] };
  }

  flatten(x: OnnxTensor): OnnxTensor {
    return {
      name: this.#graph.node("Flatten", [x.name], { axis: 1 }),
      shape: [x.shape.reduce((a, b) => a * b, 1)],
      picture: x.shape,
    };
  }

  detach(x: OnnxTensor): OnnxTensor {
    return x;
  }

  meanPool(x: OnnxTensor): OnnxTensor {
    const [, , channels] = sides(x);
    const mean = this.#graph.node("GlobalAveragePool", [x.name]);
    return {
      name: this.#graph.node("Flatten", [mean], { axis: 1 }),
      shape: [channels],
    };
  }

  reshape(x: OnnxTensor, shape: readonly number[]): OnnxTensor {
    if (x.shape.length !== 1 || x.picture)
      throw expected("a dense layer's output", "reshape", x.shape.join(" x "));
    const sizes = this.#graph.integers([-1, ...shape]);
    return { name: this.#graph.node("Reshape", [x.name, sizes]), shape };
  }

  heatMap(name: string, landmarks: Float32Array, size: number): OnnxTensor {
    const shape = [size, size, 3];
    return this.#storage.heatMap === "bias"
      ? { name, shape, constant: renderDhm(landmarks, size) }
      : { name: addHeatMap(this.#graph, name, landmarks, size), shape };
  }

  landmarkMap(name: string, landmarks: Float32Array, size: number): OnnxTensor {
    const shape = [size, size, 1];
    return this.#storage.heatMap === "bias"
      ? { name, shape, constant: renderLandmarkMap(landmarks, size) }
      : { name: addLandmarkMap(this.#graph, name, landmarks, size), shape };
  }

  heatMapOf(landmarks: OnnxTensor, size: number): OnnxTensor {
    return {
      name: addHeatMapOf(this.#graph, landmarks.name, size),
      shape: [size, size, 3],
    };
  }

  sampleAt(map: OnnxTensor, landmarks: OnnxTensor, stride: number): OnnxTensor {
    const [size, , channels] = sides(map);
    const [count = 0] = landmarks.shape;
    return {
      name: addSampleAt(this.#graph, map.name, landmarks.name, size, stride),
      shape: [count * channels],
      picture: [1, count, channels],
    };
  }

  #each(operator: string, x: OnnxTensor): OnnxTensor {
    return { ...x, name: this.#graph.node(operator, [x.name]) };
  }

  #together(operator: string, a: OnnxTensor, b: OnnxTensor): OnnxTensor {
    const larger = a.shape.join() === "1" ? b : a;
    return {
      ...larger,
      name: this.#graph.node(operator, [a.name, b.name]),
    };
  }

  #finish(
    name: string,
    channels: number,
    finish: Finish,
  ): { scale: Float32Array; bias: Float32Array | undefined } {
    const part = (key: string) => this.#weight(`${name}/${key}`);
    if (finish === "none" || finish === "bias" || finish === "bias-relu")
      return {
        scale: new Float32Array(channels).fill(1),
        bias: finish === "none" ? undefined : part("bias"),
      };
    const { scale, shift } = foldBatchNorm(
      part("gamma"),
      part("beta"),
      part("mean"),
      part("variance"),
    );
    return { scale, bias: shift };
  }

  /**
   * A pointwise convolution as a product with a matrix. Where its input is one, too, and nothing came between, the two are one
   * product with both matrices': the convolution's arguments become the input of the first and that matrix, which run times
   * compute when they load the model. So the states h = W W ... W F of a linear recurrence wait for no other, and the first,
   * which only the second asks for, costs nothing.
   */
  #compose(
    x: OnnxTensor,
    arguments_: string[],
    filters: number,
  ): Product | undefined {
    if (this.#storage.heatMap !== "drawn") return undefined;
    const [, kernel] = arguments_ as [string, string];
    let matrix = this.#matrices.get(kernel);
    if (matrix === undefined) {
      const axis = { axis: 1 };
      matrix = this.#graph.node("Flatten", [kernel], axis, `${kernel}/matrix`);
      this.#matrices.set(kernel, matrix);
    }
    // Through fewer channels than it comes from, two small products are less than a large one.
    if (!x.product || sides(x.product.source)[2] > sides(x)[2])
      return { source: x, matrix };
    const { source, matrix: before } = x.product;
    const both = [matrix, before];
    const composed = this.#graph.node("MatMul", both, {}, `${kernel}/power`);
    const shape = this.#graph.integers([filters, sides(source)[2], 1, 1]);
    arguments_.splice(
      0,
      2,
      source.name,
      this.#graph.node("Reshape", [composed, shape], {}, `${composed}/kernel`),
    );
    return { source, matrix: composed };
  }

  #kernel(
    name: string,
    shape: readonly number[],
    values: Float32Array,
  ): string {
    return this.#storage.weights === "float16"
      ? this.#graph.halfConstant(name, shape, values)
      : this.#graph.constant(name, shape, values);
  }

  #bias(name: string, values: Float32Array): string {
    return this.#graph.constant(`${name}/bias`, [values.length], values);
  }

  /**
   * @param fused - whether run times take the activation into the convolution before it. Where they do not, onnxruntime-web
   *   computes `Clip` and `Relu` number by number, with a jump at every sign that cannot be foretold: 200 us for the 50,176 numbers
   *   after a stem, against 13 us for `Max` and `Min`, which give the same.
   */
  #activate(x: string, name: string, finish: Finish, fused: boolean): string {
    const graph = this.#graph;
    const zero = () => graph.constant("float_zero", [], [0]);
    const six = () => graph.constant("float_six", [], [6]);
    const output = `${name}/activation`;
    switch (finish) {
      case "bias-relu":
      case "norm-relu":
        return fused
          ? graph.node("Relu", [x], {}, output)
          : graph.node("Max", [x, zero()], {}, output);
      case "norm-relu6":
        return fused
          ? graph.node("Clip", [x, zero(), six()], {}, output)
          : graph.node(
              "Min",
              [graph.node("Max", [x, zero()]), six()],
              {},
              output,
            );
      case "norm-hard-swish":
        return graph.node("HardSwish", [x], {}, output);
      default:
        return x;
    }
  }
}

function sides(x: OnnxTensor): readonly [number, number, number] {
  const [height, width, channels] = x.shape;
  if (height === undefined || width === undefined || channels === undefined)
    throw expected("height x width x channels", x.name, x.shape.join(" x "));
  return [height, width, channels];
}

/** Output size and attributes of a convolution with TensorFlow's "same" padding. */
function convolutionGeometry(
  height: number,
  width: number,
  kernel: number,
  stride: number,
): ConvolutionGeometry {
  const size = [Math.ceil(height / stride), Math.ceil(width / stride)] as const;
  const [vertical = 0, horizontal = 0] = [height, width].map((side, i) =>
    Math.max(0, ((size[i] as number) - 1) * stride + kernel - side),
  );
  return {
    size,
    attributes: {
      kernel_shape: [kernel, kernel],
      strides: [stride, stride],
      pads: [
        Math.floor(vertical / 2),
        Math.floor(horizontal / 2),
        Math.ceil(vertical / 2),
        Math.ceil(horizontal / 2),
      ],
    },
  };
}

/** `[taps, in, out]` to `[out, in, taps]`, each output's elements times its scale. */
function toOutInRows(
  kernel: Float32Array,
  taps: number,
  inputs: number,
  outputs: number,
  scale: Float32Array,
): Float32Array {
  const turned = new Float32Array(kernel.length);
  for (let tap = 0; tap < taps; tap++)
    for (let i = 0; i < inputs; i++)
      for (let o = 0; o < outputs; o++)
        turned[(o * inputs + i) * taps + tap] =
          (kernel[(tap * inputs + i) * outputs + o] as number) *
          (scale[o] as number);
  return turned;
}

/** Rows of a dense kernel from pixel by pixel to channel by channel. */
function byChannel(
  kernel: Float32Array,
  [height, width, channels]: readonly [number, number, number],
  units: number,
): Float32Array {
  const pixels = height * width;
  const turned = new Float32Array(kernel.length);
  for (let pixel = 0; pixel < pixels; pixel++)
    for (let c = 0; c < channels; c++) {
      const from = (pixel * channels + c) * units;
      turned.set(
        kernel.subarray(from, from + units),
        (c * pixels + pixel) * units,
      );
    }
  return turned;
}
