/**
 * The fast CNN of figure 2b: a convolution of stride 2, then depthwise-separable blocks, its channels times a width n
 * ("CNN x n" of figures 7 and 8).
 *
 *   [image, map]                       [S, S, 3 + map channels]
 *   stem     3x3, stride 2             [S/2, S/2, C_0]
 *   block i  depthwise 3x3, stride s_i
 *            pointwise 1x1             [S/2/s_1.../s_i, ..., C_i]
 *   F_0 = the last block's answer
 *
 * Where the paper is silent:
 * - Kernel counts and strides are the presets' (fast-dhm-presets.ts). Batch normalisation and an activation follow every
 *   product, as in the MobileNet whose blocks these are.
 * - The last block's channels have a width of their own: they are the recurrent module's.
 * - Skips (He et al., CVPR 2016) about blocks that keep size and channels are an option of ours, for deep plans.
 */
import { expected } from "@fdhm/errors";
import { checkPositive, checkWhole } from "./check-config.ts";
import { channels } from "./channels.ts";
import { ACTIVATIONS, type Activation, type Finish, type Ops } from "./ops.ts";

/** A depthwise-separable block: depthwise 3x3, then pointwise. */
export interface SeparableBlock {
  /** Output channels at width 1. */
  readonly filters: number;
  /** Stride of the depthwise convolution: 1 or 2. */
  readonly stride: number;
}

/** Everything that the fast CNN's shape depends on. */
export interface FastCnnConfig {
  /** Side of the picture, in px; a multiple of the product of all strides. */
  readonly inputSize: number;
  /** Width multiplier n: channels of the stem and of every block but the last. */
  readonly width: number;
  /** Width multiplier of the last block's channels, which are F's. */
  readonly recurrentWidth: number;
  /** Channels of the first convolution (3x3, stride 2) at width 1. */
  readonly stem: number;
  /** The depthwise-separable blocks; the last one gives F_0. */
  readonly blocks: readonly SeparableBlock[];
  /** What follows every batch normalisation. */
  readonly activation: Activation;
  /**
   * How many layers, the stem first and then the blocks, have a plain ReLU whatever the activation is: on large maps others are
   * dear and worth little (Howard et al., MobileNetV3, ICCV 2019, section 5.2). 0: none.
   */
  readonly plainLayers: number;
  /** Whether a block that keeps size and channels adds its input to its answer. */
  readonly skips: boolean;
}

/**
 * Writes the fast CNN in the given operations.
 *
 * @param inputs - pictures of one size, as if their channels were laid side by side; constant ones are convolved once.
 * @returns the answer of every block; the last is F_0.
 */
export function fastCnn<T>(
  ops: Ops<T>,
  config: FastCnnConfig,
  inputs: readonly T[],
): readonly T[] {
  const finishOf = (layer: number): Finish =>
    layer < config.plainLayers ? "norm-relu" : `norm-${config.activation}`;
  let filters = channels(config.stem, config.width);
  let F = ops.convolution(inputs, "stem", {
    filters,
    kernel: 3,
    stride: 2,
    finish: finishOf(0),
  }); // [S/2, S/2, C_0]
  const maps: T[] = [];
  for (const [i, block] of config.blocks.entries()) {
    const name = `block${i + 1}`;
    const before = { F, filters };
    const finish = finishOf(i + 1);
    filters =
      i === config.blocks.length - 1
        ? featureChannels(config)
        : channels(block.filters, config.width);
    F = ops.depthwise(F, `${name}/depthwise`, {
      stride: block.stride,
      finish,
    });
    F = ops.convolution([F], `${name}/pointwise`, {
      filters,
      kernel: 1,
      finish,
    }); // [S/2/s_1.../s_i, ..., C_i]
    if (config.skips && block.stride === 1 && filters === before.filters)
      F = ops.add(before.F, F);
    maps.push(F);
  }
  return maps;
}

/** Channels of F. */
export function featureChannels({
  blocks,
  recurrentWidth,
}: FastCnnConfig): number {
  const last = blocks[blocks.length - 1] as SeparableBlock;
  return channels(last.filters, recurrentWidth);
}

/**
 * Refuses a configuration that describes no network.
 *
 * @throws RangeError naming the field.
 */
export function checkFastCnn(config: FastCnnConfig): void {
  checkPositive(config.width, "width");
  checkPositive(config.recurrentWidth, "recurrentWidth");
  checkWhole(config.inputSize, 1, "inputSize");
  checkWhole(config.stem, 1, "stem");
  checkWhole(config.plainLayers, 0, "plainLayers");
  if (!ACTIVATIONS.includes(config.activation))
    throw expected(
      `one of ${ACTIVATIONS.join(", ")}`,
      "activation",
      config.activation,
    );
  if (config.blocks.length === 0)
    throw expected("at least one block", "blocks", 0);
  let strides = 2;
  for (const [i, { filters, stride }] of config.blocks.entries()) {
    checkWhole(filters, 1, `blocks[${i}].filters`);
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
}
