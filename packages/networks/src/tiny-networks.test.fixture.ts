import {
  PARAMETER_COUNT,
  project,
  shape,
  unpackParameters,
} from "@fdhm/morphable-model";
import { createCnn3d } from "./cnn-3d.ts";
import {
  createDhmHourglass,
  type DhmHourglassConfig,
} from "./dhm-hourglass.ts";
import { createDhmRnn, type DhmRnnConfig } from "./dhm-rnn.ts";
import { createFastDhm, type FastDhmConfig } from "./fast-dhm.ts";
import type { LandmarkModel } from "./landmark-model.ts";
import { COORDINATES, type Network } from "./network.ts";
import { POSE_DEVIATION } from "./parameter-space.ts";
import { createRnn2d } from "./rnn-2d.ts";
import type { NetworkName } from "./registry.ts";
import type { Batch } from "./training-step.ts";
import { initialWeights } from "./weight-layout.ts";

/** Random numbers in [0, 1) that are the same in every run (Mulberry32). */
export function createUniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const scatter = createUniform(68);

/** 68 points about the crop's centre. */
export const MEAN_FACE: readonly number[] = Array.from(
  { length: COORDINATES },
  () => Math.fround(0.6 * (scatter() - 0.5)),
);

/** Fast DHM at 16 px. */
export const TINY_FAST_DHM: FastDhmConfig = {
  inputSize: 16,
  width: 1,
  recurrentWidth: 1,
  stem: 8,
  blocks: [
    { filters: 12, stride: 2 },
    { filters: 8, stride: 1 },
  ],
  steps: 2,
  bottleneck: 4,
  hidden: 0,
  activation: "relu6",
  plainLayers: 0,
  skips: false,
  indexedChannels: 0,
  indexedHidden: 0,
  meanFace: MEAN_FACE,
};

/** The same with a step from what its map shows at the landmarks. */
export const INDEXED_FAST_DHM: FastDhmConfig = {
  ...TINY_FAST_DHM,
  indexedChannels: 3,
  indexedHidden: 5,
};

/** The same with what the presets leave out: another activation, a skip about its second block, a hidden layer. */
export const SKIPPING_FAST_DHM: FastDhmConfig = {
  ...TINY_FAST_DHM,
  blocks: [
    { filters: 12, stride: 2 },
    { filters: 12, stride: 1 },
    { filters: 8, stride: 1 },
  ],
  hidden: 8,
  activation: "hard-swish",
  plainLayers: 2,
  skips: true,
};

/** A face model of the full layout about the same 68 points. Six identity and three expression modes move them, each all by a little. */
export const TINY_MODEL: LandmarkModel = {
  mean: MEAN_FACE.map((value, i) => (i % 3 === 1 ? -100 : 100) * value),
  identity: modes(6, 199),
  expression: modes(3, 29),
  identityDeviation: Array.from({ length: 199 }, (_, i) => 1 + (i % 3)),
  expressionDeviation: Array.from({ length: 29 }, (_, i) => 2 - (i % 2)),
};

function modes(moving: number, count: number): number[] {
  return Array.from({ length: count * COORDINATES }, (_, i) =>
    i < moving * COORDINATES ? Math.fround(2 * (scatter() - 0.5)) : 0,
  );
}

/** DHM + RNN at 16 px, two steps. */
export const TINY_DHM_RNN: DhmRnnConfig = {
  inputSize: 16,
  stages: [[8], [8, 8]],
  features: 32,
  units: 32,
  steps: 2,
  model: TINY_MODEL,
  poseDeviation: POSE_DEVIATION,
};

/** DHM + recurrent hourglass at 32 px, two steps, an hourglass within the other. Smallest pictures are 2 x 2, so that no group is two numbers. */
export const NESTED_DHM_HOURGLASS: DhmHourglassConfig = {
  inputSize: 32,
  stem: 4,
  channels: 8,
  stacks: 1,
  depth: 2,
  reductions: 2,
  groups: 2,
  features: 32,
  units: 64,
  steps: 2,
  model: TINY_MODEL,
  poseDeviation: POSE_DEVIATION,
};

/** The same at 16 px, one hourglass alone. */
export const TINY_DHM_HOURGLASS: DhmHourglassConfig = {
  ...NESTED_DHM_HOURGLASS,
  inputSize: 16,
  depth: 1,
  reductions: 1,
};

/** The smallest network of every family. */
export const TINY: Record<NetworkName, Network> = {
  "fast-dhm": createFastDhm(TINY_FAST_DHM),
  "cnn-3d": createCnn3d(TINY_FAST_DHM),
  "rnn-2d": createRnn2d(TINY_FAST_DHM),
  "dhm-rnn": createDhmRnn(TINY_DHM_RNN),
  "dhm-hourglass": createDhmHourglass(TINY_DHM_HOURGLASS),
};

/** Weights as after some training: nothing is zero, one or the same everywhere, statistics included. */
export function usedWeights({ layout }: Network, seed = 1): Float32Array {
  const uniform = createUniform(seed);
  const weights = initialWeights(layout, uniform);
  for (const { name, offset, size } of layout.weights)
    if (/\/(gamma|beta|bias|mean|variance)$/.test(name))
      for (let i = offset; i < offset + size; i++)
        weights[i] = (weights[i] as number) + 0.4 * uniform() - 0.1;
    else if (/^(head\/|recurrent\/output)/.test(name))
      // They start near zero, which would hide what comes before them.
      for (let i = offset; i < offset + size; i++)
        weights[i] = 0.3 * (uniform() - 0.5);
  return weights;
}

/**
 * Faces of noise, a fifth of the coordinates unknown. Where the network estimates parameters of {@link TINY_MODEL} they are faces
 * of it: others it could not give.
 */
export function noiseBatch(
  { inputSize, space }: Network,
  count: number,
  seed = 2,
): Batch {
  const uniform = createUniform(seed);
  const fill = (length: number, value: () => number) =>
    Float32Array.from({ length }, value);
  const images = fill(count * inputSize ** 2 * 3, () => 2 * uniform() - 1);
  const noise = fill(count * COORDINATES, () => uniform() - 0.5);
  const parameters =
    space && fill(count * PARAMETER_COUNT, () => 2 * uniform() - 1);
  if (space && parameters)
    for (const [i, value] of parameters.entries()) {
      const at = i % PARAMETER_COUNT;
      parameters[i] = space.start[at]! + value * space.deviation[at]!;
    }
  return {
    images,
    landmarks: parameters ? placed(parameters, inputSize) : noise,
    landmarkWeights: fill(count * COORDINATES, () => Number(uniform() < 0.8)),
    scores: fill(count, () => Number(uniform() < 0.7)),
    ...(parameters && { parameters }),
  };
}

/** Normalised landmarks of {@link TINY_MODEL} by its parameters, as `@fdhm/morphable-model` tells where they lie. */
export function placed(parameters: Float32Array, size: number): Float32Array {
  const basis = {
    vertexCount: COORDINATES / 3,
    mean: Float32Array.from(TINY_MODEL.mean),
    identity: Float32Array.from(TINY_MODEL.identity),
    expression: Float32Array.from(TINY_MODEL.expression),
  };
  const all: number[] = [];
  for (let at = 0; at < parameters.length; at += PARAMETER_COUNT) {
    const face = unpackParameters(
      parameters.slice(at, at + PARAMETER_COUNT) as Float32Array,
    );
    const points = project(
      shape(basis, face.identity, face.expression),
      face.pose,
    );
    const z = points.filter((_, i) => i % 3 === 2);
    const depth = z.reduce((sum, value) => sum + value, 0) / z.length;
    for (const [i, value] of points.entries())
      all.push(
        i % 3 === 2 ? (value - depth) / size : (value + 0.5) / size - 0.5,
      );
  }
  return Float32Array.from(all);
}
