import { expected } from "@fdhm/errors";
import type { Box } from "@fdhm/landmarks";
import { createDataset, type Dataset } from "../dataset.ts";
import { between, createRandom, type Random } from "../random.ts";

/** How far boxes are moved. */
export interface BoxJitter {
  /** Every box follows from this and its sample's index; a whole number. */
  readonly seed: number;
  /** Edges are up to this much larger or smaller, drawn evenly from `1 - scale` to `1 + scale`; default 0.1. */
  readonly scale?: number;
  /** Centres are off by up to this share of the box's longer edge, along x and along y; default 0.05. */
  readonly shift?: number;
}

/**
 * Moves and scales a box as a face detector's departs from the landmarks' own: its centre along both axes, its edges by
 * one factor.
 *
 * @param scale - see {@link BoxJitter}.
 * @param shift - see {@link BoxJitter}.
 */
export function jitterBox(
  box: Box,
  random: Random,
  scale: number,
  shift: number,
): Box {
  const factor = between(random, 1 - scale, 1 + scale);
  const reach = shift * Math.max(box.width, box.height);
  const width = factor * box.width;
  const height = factor * box.height;
  return {
    x: box.x + (box.width - width) / 2 + between(random, -reach, reach),
    y: box.y + (box.height - height) / 2 + between(random, -reach, reach),
    width,
    height,
  };
}

/**
 * A data set whose boxes are not the tight ones but such as a detector gives: what an aligner meets outside of tables.
 *
 * @throws RangeError where the scale is not in [0, 1), the shift negative, or the seed not whole.
 */
export function withJitteredBoxes(
  dataset: Dataset,
  { seed, scale = 0.1, shift = 0.05 }: BoxJitter,
): Dataset {
  if (!(scale >= 0 && scale < 1))
    throw expected("a number from 0 and below 1", "scale", scale);
  if (!(shift >= 0 && shift < Infinity))
    throw expected("a number from 0", "shift", shift);
  createRandom(seed); // Refuses a seed that is none now, not at the first sample.
  return createDataset(
    `${dataset.name}, boxes jittered`,
    dataset.length,
    async (index) => {
      const sample = await dataset.sample(index);
      const random = createRandom(seed, index);
      return { ...sample, box: jitterBox(sample.box, random, scale, shift) };
    },
    dataset.split,
  );
}
