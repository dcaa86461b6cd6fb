import type { DhmHourglassPreset } from "./dhm-hourglass.ts";
import { POSE_DEVIATION } from "./parameter-space.ts";

/** Name of a shape of DHM + recurrent hourglass. */
export type DhmHourglassPresetName = "dhm-hourglass";

/** Shapes of DHM + recurrent hourglass by name. */
export const DHM_HOURGLASS_PRESETS: Readonly<
  Record<DhmHourglassPresetName, DhmHourglassPreset>
> = {
  /** The paper's: 256 px, three hourglasses at 64 px, T = 4. 32 groups are Wu and He's. */
  "dhm-hourglass": {
    inputSize: 256,
    stem: 64,
    channels: 256,
    stacks: 3,
    depth: 4,
    reductions: 3,
    groups: 32,
    features: 1024,
    units: 1024,
    steps: 4,
    poseDeviation: POSE_DEVIATION,
  },
};
