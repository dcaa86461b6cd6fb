import { createCnn3d } from "./cnn-3d.ts";
import { createFastDhm, type FastDhmConfig } from "./fast-dhm.ts";
import { COORDINATES, type Network } from "./network.ts";
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
  skips: false,
  meanFace: MEAN_FACE,
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
  skips: true,
};

/** The smallest network of every family. */
export const TINY: Record<NetworkName, Network> = {
  "fast-dhm": createFastDhm(TINY_FAST_DHM),
  "cnn-3d": createCnn3d(TINY_FAST_DHM),
  "rnn-2d": createRnn2d(TINY_FAST_DHM),
};

/** Weights as after some training: nothing is zero, one or the same everywhere, statistics included. */
export function usedWeights({ layout }: Network, seed = 1): Float32Array {
  const uniform = createUniform(seed);
  const weights = initialWeights(layout, uniform);
  for (const { name, offset, size } of layout.weights)
    if (/\/(gamma|beta|bias|mean|variance)$/.test(name))
      for (let i = offset; i < offset + size; i++)
        weights[i] = (weights[i] as number) + 0.4 * uniform() - 0.1;
    else if (name.startsWith("head/"))
      // The heads start near zero, which would hide what comes before them.
      for (let i = offset; i < offset + size; i++)
        weights[i] = 0.3 * (uniform() - 0.5);
  return weights;
}

/** Faces of noise, a fifth of the coordinates unknown. */
export function noiseBatch(
  { inputSize }: Network,
  count: number,
  seed = 2,
): Batch {
  const uniform = createUniform(seed);
  const fill = (length: number, value: () => number) =>
    Float32Array.from({ length }, value);
  return {
    images: fill(count * inputSize ** 2 * 3, () => 2 * uniform() - 1),
    landmarks: fill(count * COORDINATES, () => uniform() - 0.5),
    landmarkWeights: fill(count * COORDINATES, () => Number(uniform() < 0.8)),
    scores: fill(count, () => Number(uniform() < 0.7)),
  };
}
