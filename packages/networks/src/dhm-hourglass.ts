/**
 * DHM + recurrent hourglass: Sun, Shao, Xia, Fu, "Real-time Memory Efficient Large-pose Face Alignment via Deep Evolutionary
 * Network", end of section III-B; "RHG" of table I.
 *
 *   C        = hourglasses([image, DHM(p)])       256 x 256 x 6 to a vector
 *   h', c'   = LSTM(C, h, c)
 *   p'       = p + W_ho h'                        p: the 234 parameters of a 3D morphable model; T = 4
 *
 * Hourglasses: Newell, Yang, Deng, "Stacked hourglass networks for human pose estimation", ECCV 2016, section 3: bottleneck residuals
 * with normalisation and ReLU before each convolution, half the channels within; an hourglass goes down four times by max-pool and
 * up again by the nearest pixel, with a residual beside at every size. LSTM: Hochreiter, Schmidhuber, "Long short-term
 * memory", 1997, with the forget gate of Gers et al. 2000. Steps, start and drawing stand in evolve-parameters.ts.
 *
 * Where the paper is silent:
 * - Group normalisation stands where the hourglass has batch normalisation. One layer meets the maps of all T steps, whose statistics
 *   differ: pooled running statistics would fit no step, and statistics apart for every step, folded, would write T copies of the
 *   kernels into the file. A group's statistics are those of the picture at hand: training, `predict` and ONNX compute the same.
 * - Stem, and 256 channels at 64 x 64, are Newell's. His hourglasses are joined by x + W y of their output y; the heat maps that he adds
 *   besides have no counterpart here, the map drawn at the next step being the return.
 * - From 64 x 64 x 256 to C: max-pool and residual down to 8 x 8, then one fully connected layer of 1,024 as in DHM + RNN; the LSTM has as
 *   many units. That makes 140 MB where the paper has 221.9 MB.
 * - The bias of the forget gate starts at 1, so that the memory is kept at first.
 */
import { expected } from "@fdhm/errors";
import { checkWhole } from "./check-config.ts";
import { evolveParameters } from "./evolve-parameters.ts";
import { hourglass, residual } from "./hourglass.ts";
import type { LandmarkModel } from "./landmark-model.ts";
import { createLstm } from "./lstm.ts";
import { defineNetwork, type Network } from "./network.ts";
import type { NetworkOutput, Ops } from "./ops.ts";
import {
  parameterSpace,
  type ParameterSpace,
  type PoseDeviation,
} from "./parameter-space.ts";

/** Everything that the shape of DHM + recurrent hourglass depends on. */
export interface DhmHourglassConfig {
  /** Side of the picture, in px; a multiple of 4 times 2 to the larger of `depth` and `reductions`. */
  readonly inputSize: number;
  /** Channels of the 7x7 convolution; the residual after it has twice as many. */
  readonly stem: number;
  /** Channels of the hourglasses. */
  readonly channels: number;
  /** Hourglasses, one after another; the paper's are 3. */
  readonly stacks: number;
  /** How often an hourglass halves its picture; Newell's four. */
  readonly depth: number;
  /** Halvings between the last hourglass and the fully connected layer. */
  readonly reductions: number;
  /** Groups of a normalisation; a divisor of the stem's channels and of half of all others. */
  readonly groups: number;
  /** Length of the feature C: units of the fully connected layer. */
  readonly features: number;
  /** Length of the LSTM's state. */
  readonly units: number;
  /** Steps T, at least 1; the paper's are 4. */
  readonly steps: number;
  /** The 3D model whose parameters are estimated. */
  readonly model: LandmarkModel;
  /** How far a pose usually is from the start: what W_ho's unit means. */
  readonly poseDeviation: PoseDeviation;
}

/** A named shape of DHM + recurrent hourglass: all but the face model. */
export type DhmHourglassPreset = Omit<DhmHourglassConfig, "model">;

/** Writes DHM + recurrent hourglass in the given operations. */
export function dhmHourglass<T>(
  ops: Ops<T>,
  config: DhmHourglassConfig,
  space: ParameterSpace,
  image: T,
): NetworkOutput<T> {
  const { steps, features, units } = config;
  return evolveParameters(ops, space, {
    steps,
    units,
    look: (map) => stackedHourglasses(ops, config, image, map),
    cell: createLstm(ops, "lstm", features, units),
  });
}

/** Picture and map, [S, S, 3] each, to C. N channels, at a quarter of the picture's side. */
function stackedHourglasses<T>(
  ops: Ops<T>,
  config: DhmHourglassConfig,
  image: T,
  map: T,
): T {
  const { stem, channels, stacks, depth, groups, reductions, features } =
    config;
  const shape = { channels, groups };
  let x = ops.convolution([image, map], "stem", {
    filters: stem,
    kernel: 7,
    stride: 2,
    finish: "bias",
  }); // [S/2, S/2, stem]
  x = ops.relu(ops.groupNorm(x, "stem", groups));
  x = residual(ops, x, "residual1", {
    inputs: stem,
    channels: 2 * stem,
    groups,
  }); // [S/2, S/2, 2 stem]
  x = ops.maxPool(x); // [S/4, S/4, 2 stem]
  x = residual(ops, x, "residual2", { inputs: 2 * stem, ...shape }); // [S/4, S/4, N]
  for (let stack = 1; stack <= stacks; stack++) {
    const name = `hourglass${stack}`;
    const y = hourglass(ops, x, name, { ...shape, depth }); // [S/4, S/4, N]
    x = ops.add(
      x,
      ops.convolution([y], `${name}/join`, {
        filters: channels,
        kernel: 1,
        finish: "bias",
      }),
    ); // [S/4, S/4, N]
  }
  for (let i = 1; i <= reductions; i++)
    x = residual(ops, ops.maxPool(x), `reduce${i}`, {
      inputs: channels,
      ...shape,
    }); // [S/4/2^i, S/4/2^i, N]
  x = ops.relu(ops.groupNorm(x, "fc", groups));
  return ops.dense(ops.flatten(x), "fc", { units: features, relu: true }); // [features]
}

/**
 * DHM + recurrent hourglass of a given shape.
 *
 * @throws if the configuration does not describe a network.
 */
export function createDhmHourglass(config: DhmHourglassConfig): Network {
  check(config);
  const { model, inputSize, poseDeviation } = config;
  const space = parameterSpace(model, inputSize, poseDeviation);
  return defineNetwork(
    "dhm-hourglass",
    inputSize,
    (ops, image) => dhmHourglass(ops, config, space, image),
    space,
  );
}

function check(config: DhmHourglassConfig): void {
  for (const [name, least] of [
    ["inputSize", 1],
    ["stem", 1],
    ["channels", 2],
    ["stacks", 1],
    ["depth", 1],
    ["reductions", 0],
    ["groups", 1],
    ["features", 1],
    ["units", 1],
    ["steps", 1],
  ] as const)
    checkWhole(config[name], least, name);
  if (config.channels % 2 !== 0)
    throw expected("an even number", "channels", config.channels);
  for (const channels of [config.stem, config.channels / 2])
    if (channels % config.groups !== 0)
      throw expected(`a divisor of ${channels}`, "groups", config.groups);
  const halvings = 4 * 2 ** Math.max(config.depth, config.reductions);
  if (config.inputSize % halvings !== 0)
    throw expected(
      `a multiple of ${halvings} (all halvings)`,
      "inputSize",
      config.inputSize,
    );
}
