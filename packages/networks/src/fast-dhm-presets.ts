import type { SeparableBlock } from "./fast-cnn.ts";
import type { FastDhmPreset } from "./fast-dhm.ts";

/** 128 px to 8 x 8. Products are spread evenly over the sizes; most parameters lie at 8 x 8, where they are cheapest. */
const BLOCKS: readonly SeparableBlock[] = [
  { filters: 32, stride: 2 }, // 32 x 32
  { filters: 64, stride: 1 },
  { filters: 64, stride: 2 }, // 16 x 16
  { filters: 128, stride: 1 },
  { filters: 128, stride: 2 }, // 8 x 8
  { filters: 128, stride: 1 },
];

/** 224 px to 7 x 7: one more halving. */
const PAPER_BLOCKS: readonly SeparableBlock[] = [
  { filters: 32, stride: 2 }, // 56 x 56
  { filters: 64, stride: 2 }, // 28 x 28
  { filters: 64, stride: 1 },
  { filters: 128, stride: 2 }, // 14 x 14
  { filters: 128, stride: 1 },
  { filters: 128, stride: 2 }, // 7 x 7
  { filters: 128, stride: 1 },
];

/** Name of a shape of Fast DHM. */
export type FastDhmPresetName =
  "fast-dhm" | "fast-dhm-x2" | "fast-dhm-paper" | "fast-dhm-paper-x2";

/** Shapes of Fast DHM by name. */
export const FAST_DHM_PRESETS: Readonly<
  Record<FastDhmPresetName, FastDhmPreset>
> = {
  /**
   * The shipped one, chosen by the search of docs/architecture.md: the best under 0.75 of Peppa slim160's time and the paper's
   * 976 KB. Beside the paper's it has one step, a hidden layer before the landmarks, wider features, and hard swishes in the
   * layers where they are cheap; the bytes left over go to the hidden layer.
   */
  "fast-dhm": {
    inputSize: 128,
    width: 1,
    recurrentWidth: 1.5,
    stem: 16,
    blocks: BLOCKS,
    steps: 1,
    bottleneck: 16,
    hidden: 108,
    activation: "hard-swish",
    plainLayers: 5,
    skips: false,
    uncertainty: false,
    indexedChannels: 0,
    indexedHidden: 0,
  },
  /** The same with twice the bytes and less than twice the time. */
  "fast-dhm-x2": {
    inputSize: 128,
    width: 1.5,
    recurrentWidth: 2.5,
    stem: 16,
    blocks: BLOCKS,
    steps: 1,
    bottleneck: 24,
    hidden: 144,
    activation: "hard-swish",
    plainLayers: 5,
    skips: false,
    uncertainty: false,
    indexedChannels: 0,
    indexedHidden: 0,
  },
  /** The paper's Fast DHM: 224 px, both width multipliers 1, T = 4. */
  "fast-dhm-paper": {
    inputSize: 224,
    width: 1,
    recurrentWidth: 1,
    stem: 16,
    blocks: PAPER_BLOCKS,
    steps: 4,
    bottleneck: 12,
    hidden: 0,
    activation: "relu6",
    plainLayers: 0,
    skips: false,
    uncertainty: false,
    indexedChannels: 0,
    indexedHidden: 0,
  },
  /** The paper's Fast DHM x2: both width multipliers 2. */
  "fast-dhm-paper-x2": {
    inputSize: 224,
    width: 2,
    recurrentWidth: 2,
    stem: 16,
    blocks: PAPER_BLOCKS,
    steps: 4,
    bottleneck: 16,
    hidden: 0,
    activation: "relu6",
    plainLayers: 0,
    skips: false,
    uncertainty: false,
    indexedChannels: 0,
    indexedHidden: 0,
  },
};
