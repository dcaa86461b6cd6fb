import type { DhmRnnPreset } from "./dhm-rnn.ts";
import { POSE_DEVIATION } from "./parameter-space.ts";

/** Name of a shape of DHM + RNN. */
export type DhmRnnPresetName = "dhm-rnn";

/** Shapes of DHM + RNN by name. */
export const DHM_RNN_PRESETS: Readonly<Record<DhmRnnPresetName, DhmRnnPreset>> =
  {
    /** The paper's: 224 px, the convolutions of VGG16, T = 4. */
    "dhm-rnn": {
      inputSize: 224,
      stages: [
        [64, 64], // 224 x 224
        [128, 128], // 112 x 112
        [256, 256, 256], // 56 x 56
        [512, 512, 512], // 28 x 28
        [512, 512, 512], // 14 x 14
      ],
      features: 1024,
      units: 1024,
      steps: 4,
      poseDeviation: POSE_DEVIATION,
    },
  };
