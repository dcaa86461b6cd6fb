/**
 * CNN-3D, an ablation of figure 5a: Fast DHM without its recurrent module. The picture and the mean face's DHM go through
 * the fast CNN once, and its features straight to the fully connected layer.
 *
 *   picture, mean face's DHM   [S, S, 3], [S, S, 3]
 *   fast CNN (fast-cnn.ts)     F_0
 *   head (landmark-head.ts)    68 x 3 landmarks, score
 *
 * Where the paper is silent: the layers are those of Fast DHM, so that what the recurrence is worth shows.
 */
import { landmarksInMap } from "@fdhm/dhm";
import { checkFastCnn, fastCnn, type FastCnnConfig } from "./fast-cnn.ts";
import { FAST_DHM_PRESETS } from "./fast-dhm-presets.ts";
import {
  checkLandmarkHead,
  landmarkHead,
  type LandmarkHeadConfig,
} from "./landmark-head.ts";
import { defineNetwork, type Network } from "./network.ts";
import { omit } from "./omit.ts";

/** Everything CNN-3D's shape depends on. The mean face is drawn as the DHM, too. */
export interface Cnn3dConfig extends FastCnnConfig, LandmarkHeadConfig {}

/**
 * CNN-3D of a given shape.
 *
 * @throws RangeError where the configuration does not describe a network.
 */
export function createCnn3d(config: Cnn3dConfig): Network {
  checkFastCnn(config);
  checkLandmarkHead(config);
  const { inputSize, meanFace } = config;
  return defineNetwork("cnn-3d", inputSize, (ops, image) => {
    const landmarks = landmarksInMap(meanFace, inputSize);
    const map = ops.heatMap("dhm", landmarks, inputSize); // [S, S, 3]
    const F0 = fastCnn(ops, config, [image, map]).slice(-1);
    return landmarkHead(ops, config, F0);
  });
}

/** Shape of CNN-3D: the paper's Fast DHM without its steps. */
export const CNN_3D_PRESETS: Readonly<
  Record<"cnn-3d", Omit<Cnn3dConfig, "meanFace">>
> = {
  "cnn-3d": omit(
    FAST_DHM_PRESETS["fast-dhm-paper"],
    "steps",
    "indexedChannels",
    "indexedHidden",
  ),
};
