/**
 * RNN-2D, an ablation of figure 5a: Fast DHM that starts from 2D landmarks. What lies beside the picture is the plain heat
 * map of the mean face's landmarks in the plane: one channel that tells where they are, neither which nor how deep.
 * The answer is the same 204 numbers.
 *
 *   picture                    [S, S, 3]
 *   mean face's 2D heat map    [S, S, 1]
 *   fast CNN (fast-cnn.ts)     F_0
 *   T steps (fast-recurrent)   F_T
 *   head (landmark-head.ts)    68 x 3 landmarks, score
 *
 * Where the paper is silent: it says 2D landmarks in place of the DHM, but not how they enter. A map of one channel changes
 * nothing but what the ablation is about; all other layers are those of Fast DHM.
 */
import { landmarksInMap } from "@fdhm/dhm";
import { checkWhole } from "./check-config.ts";
import { checkFastCnn, fastCnn, featureChannels } from "./fast-cnn.ts";
import type { FastDhmConfig } from "./fast-dhm.ts";
import { FAST_DHM_PRESETS } from "./fast-dhm-presets.ts";
import { fastRecurrent } from "./fast-recurrent.ts";
import type { IndexedStepConfig } from "./indexed-step.ts";
import { checkLandmarkHead, landmarkHead } from "./landmark-head.ts";
import { defineNetwork, type Network } from "./network.ts";
import { omit } from "./omit.ts";

/** Everything RNN-2D's shape depends on: what the paper's Fast DHM does. */
export type Rnn2dConfig = Omit<FastDhmConfig, keyof IndexedStepConfig>;

/**
 * RNN-2D of a given shape.
 *
 * @throws RangeError where the configuration does not describe a network.
 */
export function createRnn2d(config: Rnn2dConfig): Network {
  checkFastCnn(config);
  checkLandmarkHead(config);
  checkWhole(config.steps, 0, "steps");
  const { inputSize, meanFace, steps } = config;
  return defineNetwork("rnn-2d", inputSize, (ops, image) => {
    const landmarks = landmarksInMap(meanFace, inputSize);
    const map = ops.landmarkMap("landmarks", landmarks, inputSize); // [S, S, 1]
    const [F0] = fastCnn(ops, config, [image, map]).slice(-1);
    const F = fastRecurrent(ops, F0!, featureChannels(config), steps);
    return landmarkHead(ops, config, F);
  });
}

/** Shape of RNN-2D: the paper's Fast DHM. */
export const RNN_2D_PRESETS: Readonly<
  Record<"rnn-2d", Omit<Rnn2dConfig, "meanFace">>
> = {
  "rnn-2d": omit(
    FAST_DHM_PRESETS["fast-dhm-paper"],
    "indexedChannels",
    "indexedHidden",
  ),
};
