import type { SeparableBlock } from "./fast-cnn.ts";
import type { FastDhmPreset } from "./fast-dhm.ts";

/** 112 px to 7 x 7. Products are spread evenly over the sizes; most parameters lie at 7 x 7, where they are cheapest. */
const BLOCKS: readonly SeparableBlock[] = [
  { filters: 32, stride: 2 }, // 28 x 28
  { filters: 64, stride: 1 },
  { filters: 64, stride: 2 }, // 14 x 14
  { filters: 128, stride: 1 },
  { filters: 128, stride: 2 }, // 7 x 7
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
   * The shipped one. 112 px: half the paper's side costs a quarter of the products, and landmarks are far coarser than
   * pixels. A bottleneck of 16 brings the file just below the paper's 976 KB: the dense layer after it is where
   * the answer is put together.
   */
  "fast-dhm": {
    inputSize: 112,
    width: 1,
    recurrentWidth: 1,
    stem: 16,
    blocks: BLOCKS,
    steps: 4,
    bottleneck: 16,
    hidden: 0,
    activation: "relu6",
    skips: false,
    uncertainty: false,
  },
  /** Twice the bytes and twice the products of the shipped one: products grow with the square of a width. */
  "fast-dhm-x2": {
    inputSize: 112,
    width: 1.5,
    recurrentWidth: 1.5,
    stem: 16,
    blocks: BLOCKS,
    steps: 4,
    bottleneck: 32,
    hidden: 0,
    activation: "relu6",
    skips: false,
    uncertainty: false,
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
    skips: false,
    uncertainty: false,
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
    skips: false,
    uncertainty: false,
  },
};
