import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import type {
  ConvolutionOptions,
  DenseOptions,
  DepthwiseOptions,
  Finish,
  Ops,
} from "./ops.ts";
import type { Initialiser, WeightSpec } from "./weight-layout.ts";

/** A tensor known by its shape alone. */
export interface Shaped {
  /** Sides, without the batch. */
  readonly shape: readonly number[];
  /** True if it is the same for every picture, so that its layers are done once, when the model is loaded. */
  readonly constant: boolean;
  /** Channels of the picture that it was before it was flattened. */
  readonly channels?: number;
}

const ZERO: Initialiser = { kind: "constant", value: 0 };
const ONE: Initialiser = { kind: "constant", value: 1 };

/** Reads a network for its weights and its cost; computes nothing. */
export class ShapeOps implements Ops<Shaped> {
  /** Variables met so far, in the order of the figure. */
  readonly specs: WeightSpec[] = [];
  /** Multiplications and additions for a picture, so far; layers of constants do not count. */
  macs = 0;

  /** See {@link Ops.earlier}. */
  readonly earlier: boolean;

  /** @param earlier - whether the network is to give the answers of its earlier steps as well. */
  constructor(earlier = false) {
    this.earlier = earlier;
  }

  /** The picture that goes in: `[size, size, 3]`. */
  image(size: number): Shaped {
    return { shape: [size, size, 3], constant: false };
  }

  convolution(
    inputs: readonly Shaped[],
    name: string,
    { filters, kernel, stride = 1, finish }: ConvolutionOptions,
  ): Shaped {
    positive(filters, `${name} filters`);
    const [height, width] = picture(inputs[0], name);
    const fanIn =
      kernel * kernel * inputs.reduce((sum, x) => sum + picture(x, name)[2], 0);
    const out = [
      Math.ceil(height / stride),
      Math.ceil(width / stride),
      filters,
    ] as const;
    for (const [i, x] of inputs.entries()) {
      const [h, w, channels] = picture(x, name);
      if (h !== height || w !== width)
        throw expected(`${height} x ${width} px`, name, `${h} x ${w} px`);
      this.#weight(
        inputs.length === 1 ? `${name}/kernel` : `${name}/kernel${i}`,
        [kernel, kernel, channels, filters],
        { kind: "normal", deviation: Math.sqrt(gain(finish) / fanIn) },
        { decays: true, mixes: channels },
      );
      if (!x.constant)
        this.macs += kernel * kernel * channels * out[0] * out[1] * out[2];
    }
    this.#finish(name, filters, finish);
    return { shape: out, constant: inputs.every((x) => x.constant) };
  }

  depthwise(
    x: Shaped,
    name: string,
    { stride = 1, finish }: DepthwiseOptions,
  ): Shaped {
    const [height, width, channels] = picture(x, name);
    const out = [
      Math.ceil(height / stride),
      Math.ceil(width / stride),
      channels,
    ] as const;
    this.#weight(
      `${name}/kernel`,
      [3, 3, channels, 1],
      { kind: "normal", deviation: Math.sqrt(gain(finish) / 9) },
      { decays: true },
    );
    if (!x.constant) this.macs += 9 * out[0] * out[1] * out[2];
    this.#finish(name, channels, finish);
    return { shape: out, constant: x.constant };
  }

  dense(
    x: Shaped,
    name: string,
    { units, deviation, bias }: DenseOptions,
  ): Shaped {
    const length = flat(x, name);
    const values = bias === "none" ? undefined : bias;
    if (values && values.length !== units)
      throw expected(`${units} biases`, name, values.length);
    this.#weight(
      `${name}/kernel`,
      [length, units],
      { kind: "normal", deviation: deviation ?? Math.sqrt(2 / length) },
      { decays: true, mixes: x.channels ?? length },
    );
    if (bias !== "none")
      this.#weight(
        `${name}/bias`,
        [units],
        values ? { kind: "values", values } : ZERO,
      );
    if (!x.constant) this.macs += length * units;
    return { shape: [units], constant: x.constant };
  }

  groupNorm(x: Shaped, name: string, groups: number): Shaped {
    const [, , channels] = picture(x, name);
    positive(groups, `${name} groups`);
    if (channels % groups !== 0)
      throw expected(`a divisor of ${channels}`, `${name} groups`, groups);
    this.#weight(`${name}/gamma`, [channels], ONE);
    this.#weight(`${name}/beta`, [channels], ZERO);
    return x;
  }

  maxPool(x: Shaped): Shaped {
    const [height, width, channels] = picture(x, "max pool");
    if (height % 2 !== 0 || width % 2 !== 0)
      throw expected("even sides", "max pool", `${height} x ${width}`);
    return { ...x, shape: [height / 2, width / 2, channels] };
  }

  upsample(x: Shaped): Shaped {
    const [height, width, channels] = picture(x, "upsampling");
    return { ...x, shape: [2 * height, 2 * width, channels] };
  }

  add(a: Shaped, b: Shaped): Shaped {
    return together(a, b, "the other sum");
  }

  subtract(a: Shaped, b: Shaped): Shaped {
    return together(a, b, "what is taken off");
  }

  product(a: Shaped, b: Shaped): Shaped {
    return together(a, b, "the other factor");
  }

  tanh(x: Shaped): Shaped {
    return x;
  }

  sigmoid(x: Shaped): Shaped {
    return x;
  }

  relu(x: Shaped): Shaped {
    return x;
  }

  sine(x: Shaped): Shaped {
    return x;
  }

  cosine(x: Shaped): Shaped {
    return x;
  }

  slice(x: Shaped, start: number, length: number): Shaped {
    const whole = flat(x, "slice");
    positive(length, "slice length");
    if (!Number.isInteger(start) || start < 0 || start + length > whole)
      throw expected(
        `a run within ${whole} elements`,
        "slice",
        `${length} from ${start}`,
      );
    return { ...x, shape: [length] };
  }

  centre(x: Shaped): Shaped {
    flat(x, "centre");
    return x;
  }

  stack(parts: readonly Shaped[]): Shaped {
    const [length, ...rest] = parts.map((x) => flat(x, "stack"));
    if (length === undefined) throw expected("at least one", "stack", 0);
    for (const other of rest)
      if (other !== length)
        throw expected(`${length} elements`, "stack", other);
    return {
      shape: [length, parts.length],
      constant: parts.every((x) => x.constant),
    };
  }

  affine(
    x: Shaped,
    name: string,
    factors: ArrayLike<number>,
    summands: ArrayLike<number>,
  ): Shaped {
    const length = flat(x, name);
    for (const values of [factors, summands])
      if (values.length !== length)
        throw expected(`${length} numbers`, name, values.length);
    return x;
  }

  linear(
    x: Shaped,
    name: string,
    matrix: Float32Array,
    summands?: Float32Array,
  ): Shaped {
    const length = flat(x, name);
    const units = matrix.length / length;
    if (!Number.isInteger(units) || units < 1)
      throw expected(`rows of ${length} outputs`, name, matrix);
    if (summands && summands.length !== units)
      throw expected(`${units} summands`, name, summands);
    if (!x.constant) this.macs += matrix.length;
    return { ...x, shape: [units] };
  }

  flatten(x: Shaped): Shaped {
    const channels = x.shape[x.shape.length - 1] as number;
    return { ...this.reshape(x, [elements(x.shape)]), channels };
  }

  detach(x: Shaped): Shaped {
    return x;
  }

  meanPool(x: Shaped): Shaped {
    return { shape: [picture(x, "mean pool")[2]], constant: x.constant };
  }

  reshape(x: Shaped, shape: readonly number[]): Shaped {
    if (elements(shape) !== elements(x.shape))
      throw expected(
        `${elements(x.shape)} elements`,
        "shape",
        shape.join(" x "),
      );
    return { shape, constant: x.constant };
  }

  heatMap(_name: string, _landmarks: Float32Array, size: number): Shaped {
    return { shape: [size, size, 3], constant: true };
  }

  landmarkMap(_name: string, _landmarks: Float32Array, size: number): Shaped {
    return { shape: [size, size, 1], constant: true };
  }

  heatMapOf(landmarks: Shaped, size: number): Shaped {
    positive(size, "heat map");
    const wanted = [LANDMARK_COUNT, 3].join(" x ");
    if (landmarks.shape.join(" x ") !== wanted)
      throw expected(wanted, "heat map", landmarks.shape.join(" x "));
    return { ...landmarks, shape: [size, size, 3] };
  }

  sampleAt(map: Shaped, landmarks: Shaped, stride: number): Shaped {
    const [height, width, channels] = picture(map, "samples");
    positive(stride, "stride of samples");
    if (height !== width)
      throw expected("a square map", "samples", `${height} x ${width}`);
    const wanted = [LANDMARK_COUNT, 3].join(" x ");
    if (landmarks.shape.join(" x ") !== wanted)
      throw expected(wanted, "samples", landmarks.shape.join(" x "));
    this.macs += 4 * LANDMARK_COUNT * channels;
    return {
      shape: [LANDMARK_COUNT * channels],
      constant: map.constant && landmarks.constant,
      channels,
    };
  }

  #finish(name: string, channels: number, finish: Finish): void {
    if (finish === "none") return;
    if (finish === "bias" || finish === "bias-relu") {
      this.#weight(`${name}/bias`, [channels], ZERO);
      return;
    }
    // A layer met twice would need the statistics of both uses apart; those of earlier answers are not kept.
    if (
      !this.earlier &&
      this.specs.some((spec) => spec.name === `${name}/gamma`)
    )
      throw expected("one use of a normalised layer", "layer", name);
    this.#weight(`${name}/gamma`, [channels], ONE);
    this.#weight(`${name}/beta`, [channels], ZERO);
    this.#weight(`${name}/mean`, [channels], ZERO, { trainable: false });
    this.#weight(`${name}/variance`, [channels], ONE, { trainable: false });
  }

  #weight(
    name: string,
    shape: readonly number[],
    initialiser: Initialiser,
    given: Partial<Pick<WeightSpec, "trainable" | "decays" | "mixes">> = {},
  ): void {
    const known = this.specs.find((spec) => spec.name === name);
    if (!known)
      this.specs.push({
        ...{ name, shape, initialiser, trainable: true, decays: false },
        ...given,
      });
    else if (known.shape.join() !== shape.join())
      throw expected(known.shape.join(" x "), name, shape.join(" x "));
  }
}

/** Variance kept by a layer: 2 / fan-in before a ReLU and its kin (He et al. 2015), 1 / fan-in otherwise. */
function gain(finish: Finish): number {
  return finish.includes("-") ? 2 : 1;
}

/** The shape of what is computed element by element of two tensors of one shape, or of one and a `[1]`. */
function together(a: Shaped, b: Shaped, name: string): Shaped {
  const constant = a.constant && b.constant;
  if (b.shape.join() === "1") return { shape: a.shape, constant };
  if (a.shape.join() !== b.shape.join() && a.shape.join() !== "1")
    throw expected(a.shape.join(" x "), name, b.shape.join(" x "));
  return { shape: b.shape, constant };
}

/** Length of a flat tensor. */
function flat(x: Shaped, name: string): number {
  const [length, ...rest] = x.shape;
  if (length === undefined || rest.length > 0)
    throw expected("a flat tensor", `${name} input`, x.shape.join(" x "));
  return length;
}

function elements(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}

function picture(
  x: Shaped | undefined,
  name: string,
): readonly [number, number, number] {
  const [height, width, channels, ...rest] = x?.shape ?? [];
  if (
    height === undefined ||
    width === undefined ||
    channels === undefined ||
    rest.length > 0
  )
    throw expected(
      "height x width x channels",
      `${name} input`,
      x?.shape.join(" x ") ?? "nothing",
    );
  return [height, width, channels];
}

function positive(value: number, name: string): void {
  if (!Number.isInteger(value) || value < 1)
    throw expected("a whole number of at least 1", name, value);
}
