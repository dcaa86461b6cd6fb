import { expected } from "@fdhm/errors";
import { foldBatchNorm } from "./fold-batch-norm.ts";
import type { OnnxGraph } from "./onnx-graph.ts";
import { addHeatMap, addLandmarkMap } from "./onnx-heat-map.ts";
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
}

/** Writes a network into an ONNX graph as it runs: batch normalisation folded into kernels and biases. */
export class OnnxOps implements Ops<OnnxTensor> {
  readonly #graph: OnnxGraph;
  readonly #weight: (name: string) => Float32Array;

  /**
   * @param graph - receives nodes and constants.
   * @param weight - gives a variable's elements by its name.
   */
  constructor(graph: OnnxGraph, weight: (name: string) => Float32Array) {
    this.#graph = graph;
    this.#weight = weight;
  }

  convolution(
    inputs: readonly OnnxTensor[],
    name: string,
    { filters, kernel, stride = 1, finish }: ConvolutionOptions,
  ): OnnxTensor {
    const { scale, bias } = this.#finish(name, filters, finish);
    let shape: readonly number[] = [];
    const products = inputs.map((x, i) => {
      const [height, width, channels] = sides(x);
      const part = inputs.length === 1 ? "kernel" : `kernel${i}`;
      const weights = toOutInRows(
        this.#weight(`${name}/${part}`),
        kernel * kernel,
        channels,
        filters,
        scale,
      );
      const arguments_ = [
        x.name,
        this.#graph.constant(
          `${name}/${part}`,
          [filters, channels, kernel, kernel],
          weights,
        ),
      ];
      if (i === 0 && bias) arguments_.push(this.#bias(name, bias));
      const geometry = convolutionGeometry(height, width, kernel, stride);
      shape = [...geometry.size, filters];
      return this.#graph.node("Conv", arguments_, geometry.attributes);
    });
    const sum = products.reduce((a, b) => this.#graph.node("Add", [a, b]));
    return { name: this.#activate(sum, finish), shape };
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
      this.#graph.constant(`${name}/kernel`, [channels, 1, 3, 3], weights),
    ];
    if (bias) arguments_.push(this.#bias(name, bias));
    const product = this.#graph.node("Conv", arguments_, {
      ...geometry.attributes,
      group: channels,
    });
    return {
      name: this.#activate(product, finish),
      shape: [...geometry.size, channels],
    };
  }

  dense(
    x: OnnxTensor,
    name: string,
    { units, gain = 1, relu = false }: DenseOptions,
  ): OnnxTensor {
    const [inputs = 0] = x.shape;
    const kernel = this.#weight(`${name}/kernel`).map((value) => gain * value);
    const rows = x.picture
      ? byChannel(kernel, sides({ ...x, shape: x.picture }), units)
      : kernel;
    const product = this.#graph.node("Gemm", [
      x.name,
      this.#graph.constant(`${name}/kernel`, [inputs, units], rows),
      this.#bias(name, this.#weight(`${name}/bias`)),
    ]);
    return {
      name: relu ? this.#graph.node("Relu", [product]) : product,
      shape: [units],
    };
  }

  add(a: OnnxTensor, b: OnnxTensor): OnnxTensor {
    return { ...a, name: this.#graph.node("Add", [a.name, b.name]) };
  }

  tanh(x: OnnxTensor): OnnxTensor {
    return { ...x, name: this.#graph.node("Tanh", [x.name]) };
  }

  flatten(x: OnnxTensor): OnnxTensor {
    return {
      name: this.#graph.node("Flatten", [x.name], { axis: 1 }),
      shape: [x.shape.reduce((a, b) => a * b, 1)],
      picture: x.shape,
    };
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
    return {
      name: addHeatMap(this.#graph, name, landmarks, size),
      shape: [size, size, 3],
    };
  }

  landmarkMap(name: string, landmarks: Float32Array, size: number): OnnxTensor {
    return {
      name: addLandmarkMap(this.#graph, name, landmarks, size),
      shape: [size, size, 1],
    };
  }

  #finish(
    name: string,
    channels: number,
    finish: Finish,
  ): { scale: Float32Array; bias: Float32Array | undefined } {
    const part = (key: string) => this.#weight(`${name}/${key}`);
    if (finish === "none" || finish === "bias")
      return {
        scale: new Float32Array(channels).fill(1),
        bias: finish === "bias" ? part("bias") : undefined,
      };
    const { scale, shift } = foldBatchNorm(
      part("gamma"),
      part("beta"),
      part("mean"),
      part("variance"),
    );
    return { scale, bias: shift };
  }

  #bias(name: string, values: Float32Array): string {
    return this.#graph.constant(`${name}/bias`, [values.length], values);
  }

  #activate(x: string, finish: Finish): string {
    if (finish === "norm-relu") return this.#graph.node("Relu", [x]);
    if (finish === "norm-hard-swish") return this.#graph.node("HardSwish", [x]);
    if (finish !== "norm-relu6") return x;
    return this.#graph.node("Clip", [
      x,
      this.#graph.constant("float_zero", [], [0]),
      this.#graph.constant("float_six", [], [6]),
    ]);
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
) {
  const size = [Math.ceil(height / stride), Math.ceil(width / stride)];
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
