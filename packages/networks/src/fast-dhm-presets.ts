import type { FastDhmPreset } from "./fast-dhm.ts";

const blocks = [
  { filters: 32, stride: 2 },
  { filters: 64, stride: 1 },
  { filters: 64, stride: 2 },
  { filters: 128, stride: 1 },
  { filters: 128, stride: 2 },
  { filters: 128, stride: 1 },
];

/** Shapes of Fast DHM by name; every reason stands beside its preset. */
export const FAST_DHM_PRESETS = {
  "fast-dhm": {
    inputSize: 112,
    width: 1,
    recurrentWidth: 1,
    stem: 16,
    blocks,
    steps: 4,
    bottleneck: 16,
  },
} as const satisfies Record<string, FastDhmPreset>;
