/**
 * Fast DHM: Sun, Shao, Xia, Fu, "Real-time Memory Efficient Large-pose Face Alignment via Deep Evolutionary Network",
 * section III: the fast CNN of figure 2b, the fast recurrent module of equations 6 and 7; "Fast DHM" and "Fast DHM x2" of table I.
 *
 *   picture                    [S, S, 3]
 *   mean face's DHM            [S, S, 3]
 *   fast CNN (fast-cnn.ts)     F_0
 *   T steps (fast-recurrent)   F_T
 *   head (landmark-head.ts)    68 x 3 landmarks, score
 *   step (indexed-step.ts)     the landmarks moved by what a finer map shows at them, if wanted
 *
 * The input is the picture with the 3D diffusion heat map of the mean face laid beside it (6 channels). In this model the
 * map never changes, so its part of the first convolution is a constant: training convolves it once a batch, export
 * leaves it to the run time's constant folding.
 */
import { landmarksInMap } from "@fdhm/dhm";
import { checkWhole } from "./check-config.ts";
import {
  checkFastCnn,
  fastCnn,
  featureChannels,
  type FastCnnConfig,
} from "./fast-cnn.ts";
import { fastRecurrent } from "./fast-recurrent.ts";
import {
  checkIndexedStep,
  indexedStep,
  type IndexedStepConfig,
} from "./indexed-step.ts";
import {
  checkLandmarkHead,
  landmarkHead,
  type LandmarkHeadConfig,
} from "./landmark-head.ts";
import { defineNetwork, type Network } from "./network.ts";
import type { NetworkOutput, Ops } from "./ops.ts";

/** Everything Fast DHM's shape depends on. The mean face is drawn as the DHM, too. */
export interface FastDhmConfig
  extends FastCnnConfig, LandmarkHeadConfig, IndexedStepConfig {
  /** Steps T of the recurrent module; 0 leaves it out. */
  readonly steps: number;
}

/** A named shape of Fast DHM: all but the mean face, which comes from the data. */
export type FastDhmPreset = Omit<FastDhmConfig, "meanFace">;

/** Writes Fast DHM in the given operations. S is the picture's side. */
export function fastDhm<T>(
  ops: Ops<T>,
  config: FastDhmConfig,
  image: T,
): NetworkOutput<T> {
  const size = config.inputSize;
  const landmarks = landmarksInMap(config.meanFace, size);
  const map = ops.heatMap("dhm", landmarks, size); // [S, S, 3]
  const maps = fastCnn(ops, config, [image, map]);
  const [F0] = maps.slice(-1);
  const F = fastRecurrent(ops, F0!, featureChannels(config), config.steps);
  const output = landmarkHead(ops, config, F);
  return config.indexedChannels === 0
    ? output
    : indexedStep(ops, config, maps, output);
}

/**
 * Fast DHM of a given shape.
 *
 * @throws RangeError where the configuration does not describe a network.
 */
export function createFastDhm(config: FastDhmConfig): Network {
  checkFastCnn(config);
  checkLandmarkHead(config);
  checkWhole(config.steps, 0, "steps");
  checkIndexedStep(config);
  return defineNetwork("fast-dhm", config.inputSize, (ops, image) =>
    fastDhm(ops, config, image),
  );
}
