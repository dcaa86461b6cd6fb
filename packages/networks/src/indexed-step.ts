/**
 * A step from shape-indexed features: what a finer map shows at the landmarks found so far tells how far these are off. Cao,
 * Wei, Wen, Sun, "Face alignment by explicit shape regression", CVPR 2012; it is to the fast networks what drawing the map
 * anew is to DHM + RNN, and not in the paper.
 *
 *   map of stride 4                        [S/4, S/4, C]
 *   bottleneck  1x1                        [S/4, S/4, I]
 *   samples     at the 68 landmarks        [68 I]
 *   hidden      dense, ReLU                [U]
 *   step        dense                      [204] -> [68, 3], added to the landmarks
 *
 * Landmarks come from a map of 8 x 8 squares of the picture, which tells a face's place and pose well and where exactly its
 * edges run badly. No gradient flows through the places that are looked at: they are where the landmarks are, not where the
 * features are easiest.
 */
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import { expected } from "@fdhm/errors";
import { checkWhole } from "./check-config.ts";
import type { FastCnnConfig } from "./fast-cnn.ts";
import { HEAD_DEVIATION, HEAD_GAIN } from "./landmark-head.ts";
import { COORDINATES } from "./network.ts";
import type { NetworkOutput, Ops } from "./ops.ts";

/** Everything that the step's shape depends on. */
export interface IndexedStepConfig {
  /** Channels that are looked up at each landmark; 0: no such step. */
  readonly indexedChannels: number;
  /** Units between what was looked up and the step. */
  readonly indexedHidden: number;
}

/** Stride of the map in px of the picture. */
const STRIDE = 4;

/**
 * Moves the landmarks of a head's answer.
 *
 * @param maps - answers of the fast CNN's blocks.
 * @param output - of the head; its landmarks become the last of the earlier ones.
 */
export function indexedStep<T>(
  ops: Ops<T>,
  config: IndexedStepConfig & FastCnnConfig,
  maps: readonly T[],
  output: NetworkOutput<T>,
): NetworkOutput<T> {
  const narrow = ops.convolution(
    [maps[blockOf(config)] as T],
    "indexed/bottleneck",
    { filters: config.indexedChannels, kernel: 1, finish: "norm-relu" },
  ); // [S/4, S/4, I]
  const places = ops.detach(output.landmarks);
  const samples = ops.sampleAt(narrow, places, STRIDE); // [68 I]
  const hidden = ops.dense(samples, "indexed/hidden", {
    units: config.indexedHidden,
    relu: true,
  }); // [U]
  const step = ops.dense(hidden, "indexed/step", {
    units: COORDINATES,
    deviation: HEAD_DEVIATION, // training begins with next to no step
    gain: HEAD_GAIN,
  }); // [204]
  return {
    ...output,
    landmarks: ops.add(
      output.landmarks,
      ops.reshape(step, [LANDMARK_COUNT, 3]),
    ), // [68, 3]
    ...(output.earlier && {
      earlier: [...output.earlier, output.landmarks],
    }),
  };
}

/**
 * Refuses a configuration that describes no step.
 *
 * @throws RangeError naming the field.
 */
export function checkIndexedStep(
  config: IndexedStepConfig & FastCnnConfig,
): void {
  checkWhole(config.indexedChannels, 0, "indexedChannels");
  if (config.indexedChannels === 0) return;
  checkWhole(config.indexedHidden, 1, "indexedHidden");
  if (blockOf(config) < 0)
    throw expected(
      `a block at stride ${STRIDE}, for indexedChannels`,
      "blocks",
      config.blocks.map(({ stride }) => stride),
    );
}

/** The last block whose map has the stride; -1 where there is none. */
function blockOf({ blocks }: FastCnnConfig): number {
  let stride = 2;
  const strides = blocks.map((block) => (stride *= block.stride));
  return strides.lastIndexOf(STRIDE);
}
