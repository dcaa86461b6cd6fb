/**
 * Fast DHM: Sun, Shao, Xia, Fu, "Real-time Memory Efficient Large-pose Face Alignment via Deep Evolutionary Network",
 * section III: the fast CNN of figure 2b, the fast recurrent module of equations 6 and 7; "Fast DHM" and "Fast DHM x2" of table I.
 *
 * The input is the picture with the 3D diffusion heat map of the mean face laid beside it (6 channels). In this model the
 * map never changes, so its part of the first convolution is a constant: training convolves it once a batch, export
 * leaves it to the run time's constant folding.
 *
 *   h_0 = W_hh * F_0                              W_hh pointwise
 *   h'  = W_hh * h                                (6)
 *   F'  = F + tanh(D_i * F + D_h * h' + b)        (7)  D_i and D_h depthwise 3x3, the same in every step
 *
 * Where the paper is silent:
 * - Kernel counts and strides are the presets' (fast-dhm-presets.ts). Batch normalisation and ReLU6 follow every product of the
 *   CNN, as in the MobileNet whose blocks these are; none stand in the recurrence.
 * - The bias b is ours: tanh is odd, and features after a ReLU are not centred.
 * - "Fully connected": F_T goes through a pointwise bottleneck, is flattened and meets one dense layer. Pooling first would
 *   throw away where things are, and a dense layer on the whole F_T would be 5 MB. The bottleneck keeps its ReLU6: a linear
 *   one was behind, 7.4 % against 7.0 % on Helen's test faces after 300 steps of 32 on 300-W's AFW and Helen (one seed).
 * - The dense layer's bias starts as the mean face, and its weights near zero: training begins from the mean face, which is
 *   what the module is to evolve.
 * - The score (is this a face?) is ours: one dense unit on the mean of F_T.
 */
import { landmarksInMap } from "@fdhm/dhm";
import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import { COORDINATES, defineNetwork, type Network } from "./network.ts";
import type { NetworkOutput, Ops } from "./ops.ts";

/** A depthwise-separable block: depthwise 3x3, then pointwise. */
export interface SeparableBlock {
  /** Output channels at width 1. */
  readonly filters: number;
  /** Stride of the depthwise convolution: 1 or 2. */
  readonly stride: number;
}

/** Everything that Fast DHM's shape depends on. */
export interface FastDhmConfig {
  /** Side of the picture, in px; a multiple of the product of all strides. */
  readonly inputSize: number;
  /** Width multiplier n of the CNN: channels of the stem and of every block but the last. */
  readonly width: number;
  /** Width multiplier n of the recurrent module: channels of the last block, hence of F and h. */
  readonly recurrentWidth: number;
  /** Channels of the first convolution (3x3, stride 2) at width 1. */
  readonly stem: number;
  /** The depthwise-separable blocks; the last one gives F_0. */
  readonly blocks: readonly SeparableBlock[];
  /** Steps T of the recurrent module; 0 leaves it out. */
  readonly steps: number;
  /** Channels that F_T is brought to before it is flattened. */
  readonly bottleneck: number;
  /** Normalised landmarks of the frontal mean face, x y z of the 68: drawn as the DHM, and where training starts. */
  readonly meanFace: readonly number[];
}

/** A named shape of Fast DHM: all but the mean face, which comes from the data. */
export type FastDhmPreset = Omit<FastDhmConfig, "meanFace">;

/**
 * Gain of the dense layer. Without one, Adam's steps in it are so coarse that the network learns little else: 150 steps on
 * 32 rendered faces at 64 px and rate 0.003 leave a mean error of 1.7 % of the crop's side with a gain of 1, and 1.0 %
 * with 0.1 or 0.03.
 */
const HEAD_GAIN = 0.1;
/** Spread of the dense layer's first weights: small, so that the first answer is the mean face give or take a pixel. */
const HEAD_DEVIATION = 0.01;

/** Writes Fast DHM in the given operations. S is the picture's side, C a block's channels, R the recurrent module's. */
export function fastDhm<T>(
  ops: Ops<T>,
  config: FastDhmConfig,
  image: T,
): NetworkOutput<T> {
  const size = config.inputSize;
  const landmarks = landmarksInMap(config.meanFace, size);
  const mean = ops.heatMap("dhm", landmarks, size); // [S, S, 3]
  let F = ops.convolution([image, mean], "stem", {
    filters: channels(config.stem, config.width),
    kernel: 3,
    stride: 2,
    finish: "norm-relu6",
  }); // [S/2, S/2, C]
  for (const [i, { filters, stride }] of config.blocks.entries()) {
    const last = i === config.blocks.length - 1;
    const name = `block${i + 1}`;
    F = ops.depthwise(F, `${name}/depthwise`, {
      stride,
      finish: "norm-relu6",
    });
    F = ops.convolution([F], `${name}/pointwise`, {
      filters: channels(filters, last ? config.recurrentWidth : config.width),
      kernel: 1,
      finish: "norm-relu6",
    }); // [S/2/strides, S/2/strides, C]
  }
  F = evolve(ops, config, F); // [S/strides, S/strides, R]
  const narrow = ops.convolution([F], "head/bottleneck", {
    filters: config.bottleneck,
    kernel: 1,
    finish: "norm-relu6",
  }); // [S/strides, S/strides, bottleneck]
  const flat = ops.dense(ops.flatten(narrow), "head/landmarks", {
    units: COORDINATES,
    deviation: HEAD_DEVIATION,
    gain: HEAD_GAIN,
    bias: config.meanFace,
  }); // [204]
  return {
    landmarks: ops.reshape(flat, [LANDMARK_COUNT, 3]), // [68, 3]
    score: ops.dense(ops.meanPool(F), "head/score", {
      units: 1,
      deviation: HEAD_DEVIATION,
      gain: HEAD_GAIN,
    }), // [1]
  };
}

/** The fast recurrent module, equations 6 and 7: F_0 to F_T. */
function evolve<T>(
  ops: Ops<T>,
  { steps, blocks, recurrentWidth }: FastDhmConfig,
  F0: T,
): T {
  const last = blocks[blocks.length - 1] as SeparableBlock;
  const transition = (h: T) =>
    ops.convolution([h], "recurrent/transition", {
      filters: channels(last.filters, recurrentWidth),
      kernel: 1,
      finish: "none",
    });
  let F = F0;
  let h = steps > 0 ? transition(F0) : F0; // [H, W, R]
  for (let t = 0; t < steps; t++) {
    h = transition(h); // [H, W, R]
    const drive = ops.add(
      ops.depthwise(F, "recurrent/input", { finish: "bias" }),
      ops.depthwise(h, "recurrent/hidden", { finish: "none" }),
    ); // [H, W, R]
    F = ops.add(F, ops.tanh(drive)); // [H, W, R]
  }
  return F;
}

/** A channel count under a width multiplier, rounded to the fours that SIMD kernels work in. */
function channels(base: number, multiplier: number): number {
  return Math.max(4, Math.round((base * multiplier) / 4) * 4);
}

/**
 * Fast DHM of a given shape.
 *
 * @throws if the configuration does not describe a network.
 */
export function createFastDhm(config: FastDhmConfig): Network {
  check(config);
  return defineNetwork("fast-dhm", config.inputSize, (ops, image) =>
    fastDhm(ops, config, image),
  );
}

function check(config: FastDhmConfig): void {
  const whole = (value: number, least: number, name: string) => {
    if (!Number.isInteger(value) || value < least)
      throw expected(`a whole number of at least ${least}`, name, value);
  };
  for (const name of ["width", "recurrentWidth"] as const)
    if (!(config[name] > 0 && Number.isFinite(config[name])))
      throw expected("a positive number", name, config[name]);
  whole(config.inputSize, 1, "inputSize");
  whole(config.stem, 1, "stem");
  whole(config.steps, 0, "steps");
  whole(config.bottleneck, 1, "bottleneck");
  if (config.blocks.length === 0)
    throw expected("at least one block", "blocks", 0);
  let strides = 2;
  for (const [i, { filters, stride }] of config.blocks.entries()) {
    whole(filters, 1, `blocks[${i}].filters`);
    if (stride !== 1 && stride !== 2)
      throw expected("1 or 2", `blocks[${i}].stride`, stride);
    strides *= stride;
  }
  if (config.inputSize % strides !== 0)
    throw expected(
      `a multiple of ${strides} (the product of the strides)`,
      "inputSize",
      config.inputSize,
    );
  if (config.meanFace.length !== COORDINATES)
    throw expected(
      `${COORDINATES} numbers`,
      "meanFace",
      config.meanFace.length,
    );
  const odd = config.meanFace.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0)
    throw expected("a finite number", `meanFace[${odd}]`, config.meanFace[odd]);
}
