/**
 * What stands after the features of the fast networks: the fully connected layer that gives 68 x 3 normalised coordinates
 * (section III; figure 2b), and the score, which is ours.
 *
 *   F_T                                    [H, W, R]
 *   bottleneck  1x1                        [H, W, B]
 *   hidden      dense, ReLU (if any)       [U]
 *   landmarks   dense                      [204] -> [68, 3]
 *   score       mean of F_T, dense         [1]
 *   uncertainty mean of F_T, dense         [68], only of networks that are to tell it
 *
 * Where the paper is silent:
 * - "Fully connected": F_T goes through a pointwise bottleneck, is flattened and meets one dense layer. Pooling first would
 *   throw away where things are, and a dense layer on the whole F_T would be 5 MB. The bottleneck keeps its ReLU6: a linear
 *   one was behind, 7.4 % against 7.0 % on Helen's test faces after 300 steps of 32 on 300-W's AFW and Helen (one seed).
 * - The dense layer's bias starts as the mean face, and its weights near zero: training begins from the mean face, which is
 *   what the network is to evolve.
 * - The score (is this a face?) is one dense unit on the mean of F_T, without the gain of the landmarks' layer: it has few
 *   inputs, and with a gain of 0.1 it learns too slowly. 2,000 steps of 32 at 64 px on 300-W's AFW and Helen and rendered
 *   faces, 6 % of the crops without a face: area under the ROC curve on Helen's test faces 92.2 % with it, 97.1 % without.
 * - The uncertainty is the logarithm of the scale of a Laplace distribution about each landmark: Kendall, Gal, "What
 *   uncertainties do we need in Bayesian deep learning for computer vision?", NeurIPS 2017, section 3. It is
 *   told of the errors and features of a network that does not feel it: no gradient reaches the landmarks or the features, so
 *   that a network with it finds, bit for bit, the landmarks of one without. 500 steps of 32 rendered faces at 64 px, one seed,
 *  error of 300 other faces in per cent of the crop, and the mean of |d| / b + ln b on them: no gradient to either 5.23 and
 *   -2.42; at a weight of 0.01 with one to the features 5.44 and -2.39, to both 5.38 and -2.41; without uncertainty 5.23.
 *
 * The landmarks of F_1 to F_(T-1), which training may ask for as well, come from the same layers; batch normalisation takes
 * the statistics of each step's own features then, and only the last step's are remembered for run time.
 */
import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import { checkWhole } from "./check-config.ts";
import { COORDINATES } from "./network.ts";
import type { Activation, NetworkOutput, Ops } from "./ops.ts";

/** Everything that the head's shape depends on. */
export interface LandmarkHeadConfig {
  /** Channels that F_T is brought to before it is flattened. */
  readonly bottleneck: number;
  /** Units of a dense layer between the flattened features and the landmarks; 0: none. */
  readonly hidden: number;
  /** What follows the bottleneck's batch normalisation. */
  readonly activation: Activation;
  /** Whether the network tells how sure it is of each landmark; false if not given. */
  readonly uncertainty?: boolean;
  /** Normalised landmarks of the frontal mean face, x y z of the 68: where training starts. */
  readonly meanFace: readonly number[];
}

/**
 * Gain of the dense layer. Without one, Adam's steps in it are so coarse that the network learns little else: 150 steps on
 * 32 rendered faces at 64 px and rate 0.003 leave a mean error of 1.7 % of the crop's side with a gain of 1, and 1.0 %
 * with 0.1 or 0.03.
 */
export const HEAD_GAIN = 0.1;
/** Spread of the dense layer's first weights: small, so that the first answer is the mean face give or take a pixel. */
export const HEAD_DEVIATION = 0.01;

/** Scale that every uncertainty starts at, in fractions of the crop's side: what a network is off early in its training. */
const FIRST_SCALE = 0.02;

/**
 * Writes the head in the given operations.
 *
 * @param states - features of the recurrence's steps, F_0 to F_T, `[H, W, R]` each; the last ones alone without recurrence.
 */
export function landmarkHead<T>(
  ops: Ops<T>,
  config: LandmarkHeadConfig,
  states: readonly T[],
): NetworkOutput<T> {
  const F = states[states.length - 1] as T;
  // The last step goes first: a layer that is met again does not tell its statistics again.
  const landmarks = coordinates(ops, config, F); // [68, 3]
  const mean = ops.meanPool(F); // [R]
  return {
    landmarks,
    score: ops.dense(mean, "head/score", {
      units: 1,
      deviation: HEAD_DEVIATION,
    }), // [1]
    ...(config.uncertainty === true && {
      uncertainty: ops.dense(ops.detach(mean), "head/uncertainty", {
        units: LANDMARK_COUNT,
        deviation: HEAD_DEVIATION,
        bias: new Array<number>(LANDMARK_COUNT).fill(Math.log(FIRST_SCALE)),
      }), // [68]
    }),
    ...(ops.earlier === true && {
      earlier: states
        .slice(1, -1)
        .map((state) => coordinates(ops, config, state)), // [68, 3] each
    }),
  };
}

/** The fully connected layer and what brings features to it. */
function coordinates<T>(ops: Ops<T>, config: LandmarkHeadConfig, F: T): T {
  const narrow = ops.convolution([F], "head/bottleneck", {
    filters: config.bottleneck,
    kernel: 1,
    finish: `norm-${config.activation}`,
  }); // [H, W, B]
  let flat = ops.flatten(narrow); // [H W B]
  if (config.hidden > 0)
    flat = ops.dense(flat, "head/hidden", {
      units: config.hidden,
      relu: true,
    }); // [U]
  const numbers = ops.dense(flat, "head/landmarks", {
    units: COORDINATES,
    deviation: HEAD_DEVIATION,
    gain: HEAD_GAIN,
    bias: config.meanFace,
  }); // [204]
  return ops.reshape(numbers, [LANDMARK_COUNT, 3]); // [68, 3]
}

/**
 * Refuses a configuration that describes no head.
 *
 * @throws RangeError naming the field.
 */
export function checkLandmarkHead(config: LandmarkHeadConfig): void {
  checkWhole(config.bottleneck, 1, "bottleneck");
  checkWhole(config.hidden, 0, "hidden");
  checkMeanFace(config.meanFace);
}

/**
 * Refuses what are no 204 finite numbers.
 *
 * @throws RangeError naming the first that is not finite.
 */
function checkMeanFace(meanFace: readonly number[]): void {
  if (meanFace.length !== COORDINATES)
    throw expected(`${COORDINATES} numbers`, "meanFace", meanFace.length);
  const odd = meanFace.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0)
    throw expected("a finite number", `meanFace[${odd}]`, meanFace[odd]);
}
