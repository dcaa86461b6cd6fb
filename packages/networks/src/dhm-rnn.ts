/**
 * DHM + RNN: Sun, Shao, Xia, Fu, "Real-time Memory Efficient Large-pose Face Alignment via Deep Evolutionary Network", section
 * III, equations 4 and 5; "DHM" of table I.
 *
 *   C  = VGG([image, DHM(p)])            224 x 224 x 6 to a vector
 *   h' = tanh(W_ih C + W_hh h + b)       (4)
 *   p' = p + W_ho h'                     (5)   p: the 234 parameters of a 3D morphable model; T = 4
 *
 * The VGG (Simonyan, Zisserman, "Very deep convolutional networks for large-scale image recognition", ICLR 2015, configuration
 * D) is one and the same in every step. Steps, start and drawing stand in evolve-parameters.ts.
 *
 * Where the paper is silent:
 * - "Reduced": the 13 convolutions of VGG16 whole, but one fully connected layer of 1,024 for its two of 4,096, which are nine
 *   tenths of its 553 MB. With an RNN of 1,024 units that makes 171 MB; 1,280 in their place would pass the paper's 193.7 MB.
 * - No batch normalisation: VGG has none, and one layer in T steps would need T statistics.
 * - The bias b is ours.
 */
import { expected } from "@fdhm/errors";
import { checkWhole } from "./check-config.ts";
import { evolveParameters } from "./evolve-parameters.ts";
import type { LandmarkModel } from "./landmark-model.ts";
import { defineNetwork, type Network } from "./network.ts";
import type { NetworkOutput, Ops } from "./ops.ts";
import {
  parameterSpace,
  type ParameterSpace,
  type PoseDeviation,
} from "./parameter-space.ts";

/** Everything that the shape of DHM + RNN depends on. */
export interface DhmRnnConfig {
  /** Side of the picture, in px; a multiple of 2 to the number of stages. */
  readonly inputSize: number;
  /** Channels of the 3x3 convolutions of each stage; a max-pool halves the picture after each stage. */
  readonly stages: readonly (readonly number[])[];
  /** Length of the feature C: units of the fully connected layer. */
  readonly features: number;
  /** Length of the state h. */
  readonly units: number;
  /** Steps T, at least 1; the paper's are 4. */
  readonly steps: number;
  /** The 3D model whose parameters are estimated. */
  readonly model: LandmarkModel;
  /** How far a pose usually is from the start: what W_ho's unit means. */
  readonly poseDeviation: PoseDeviation;
}

/** A named shape of DHM + RNN: all but the face model. */
export type DhmRnnPreset = Omit<DhmRnnConfig, "model">;

/** Writes DHM + RNN in the given operations. */
export function dhmRnn<T>(
  ops: Ops<T>,
  config: DhmRnnConfig,
  space: ParameterSpace,
  image: T,
): NetworkOutput<T> {
  const { units, features, steps } = config;
  let h: T | undefined;
  return evolveParameters(ops, space, {
    steps,
    units,
    look: (map) => reducedVgg(ops, config, image, map),
    cell: (C) => {
      const drive = ops.dense(C, "recurrent/input", {
        units,
        deviation: Math.sqrt(1 / features),
      }); // [units]
      h = ops.tanh(
        h === undefined
          ? drive
          : ops.add(
              drive,
              ops.dense(h, "recurrent/hidden", {
                units,
                deviation: Math.sqrt(1 / units),
                bias: "none",
              }),
            ),
      ); // (4)
      return h;
    },
  });
}

/** The reduced VGG: picture and map, [S, S, 3] each, to C. */
function reducedVgg<T>(
  ops: Ops<T>,
  { stages, features }: DhmRnnConfig,
  image: T,
  map: T,
): T {
  let inputs = [image, map]; // [S, S, 3] each
  for (const [i, stage] of stages.entries()) {
    for (const [j, filters] of stage.entries()) {
      inputs = [
        ops.convolution(inputs, `conv${i + 1}_${j + 1}`, {
          filters,
          kernel: 3,
          finish: "bias-relu",
        }),
      ]; // [S / 2^i, S / 2^i, filters]
    }
    inputs = inputs.map((x) => ops.maxPool(x)); // [S / 2^(i+1), S / 2^(i+1), filters]
  }
  const [F] = inputs as [T]; // [7, 7, 512] of 224 px
  return ops.dense(ops.flatten(F), "fc", { units: features, relu: true }); // [features]
}

/**
 * DHM + RNN of a given shape.
 *
 * @throws if the configuration does not describe a network.
 */
export function createDhmRnn(config: DhmRnnConfig): Network {
  check(config);
  const { model, inputSize, poseDeviation } = config;
  const space = parameterSpace(model, inputSize, poseDeviation);
  return defineNetwork(
    "dhm-rnn",
    inputSize,
    (ops, image) => dhmRnn(ops, config, space, image),
    space,
  );
}

function check(config: DhmRnnConfig): void {
  for (const name of ["inputSize", "features", "units", "steps"] as const)
    checkWhole(config[name], 1, name);
  if (config.stages.length === 0)
    throw expected("at least one stage", "stages", 0);
  for (const [i, stage] of config.stages.entries()) {
    if (stage.length === 0)
      throw expected("at least one convolution", `stages[${i}]`, 0);
    for (const [j, filters] of stage.entries())
      checkWhole(filters, 1, `stages[${i}][${j}]`);
  }
  const halvings = 2 ** config.stages.length;
  if (config.inputSize % halvings !== 0)
    throw expected(
      `a multiple of ${halvings} (a halving a stage)`,
      "inputSize",
      config.inputSize,
    );
}
