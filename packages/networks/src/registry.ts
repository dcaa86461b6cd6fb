import { CNN_3D_PRESETS, createCnn3d, type Cnn3dConfig } from "./cnn-3d.ts";
import {
  createDhmHourglass,
  type DhmHourglassConfig,
} from "./dhm-hourglass.ts";
import { DHM_HOURGLASS_PRESETS } from "./dhm-hourglass-presets.ts";
import { createDhmRnn, type DhmRnnConfig } from "./dhm-rnn.ts";
import { DHM_RNN_PRESETS } from "./dhm-rnn-presets.ts";
import { createFastDhm, type FastDhmConfig } from "./fast-dhm.ts";
import { FAST_DHM_PRESETS } from "./fast-dhm-presets.ts";
import type { Network } from "./network.ts";
import { createRnn2d, RNN_2D_PRESETS, type Rnn2dConfig } from "./rnn-2d.ts";

/** What each network family is configured by. */
export interface NetworkConfigs {
  /** Fast DHM, fast-dhm.ts. */
  readonly "fast-dhm": FastDhmConfig;
  /** The ablation without recurrence, cnn-3d.ts. */
  readonly "cnn-3d": Cnn3dConfig;
  /** The ablation without depth in its map, rnn-2d.ts. */
  readonly "rnn-2d": Rnn2dConfig;
  /** DHM + RNN, dhm-rnn.ts. */
  readonly "dhm-rnn": DhmRnnConfig;
  /** DHM + recurrent hourglass, dhm-hourglass.ts. */
  readonly "dhm-hourglass": DhmHourglassConfig;
}

/** Name of a network family. */
export type NetworkName = keyof NetworkConfigs;

/** A kind of network. */
export interface NetworkFamily<Config> {
  /**
   * Makes one of a given configuration.
   *
   * @throws if the configuration does not describe a network.
   */
  readonly create: (config: Config) => Network;
  /** What completes a preset: the field of the face that it starts from. */
  readonly face: "meanFace" | "model";
  /** Named configurations, complete but for the face: its mean landmarks, or a 3D model. */
  readonly presets: Readonly<
    Record<string, Omit<Config, "meanFace" | "model">>
  >;
}

/** Every network family by name. */
export const NETWORKS: {
  readonly [Name in NetworkName]: NetworkFamily<NetworkConfigs[Name]>;
} = {
  "fast-dhm": {
    create: createFastDhm,
    face: "meanFace",
    presets: FAST_DHM_PRESETS,
  },
  "cnn-3d": { create: createCnn3d, face: "meanFace", presets: CNN_3D_PRESETS },
  "rnn-2d": { create: createRnn2d, face: "meanFace", presets: RNN_2D_PRESETS },
  "dhm-rnn": { create: createDhmRnn, face: "model", presets: DHM_RNN_PRESETS },
  "dhm-hourglass": {
    create: createDhmHourglass,
    face: "model",
    presets: DHM_HOURGLASS_PRESETS,
  },
};

/** A family with a configuration of its kind: plain data, from which any thread makes the same network. */
export type NetworkChoice = {
  readonly [Name in NetworkName]: {
    /** The family. */
    readonly family: Name;
    /** Its configuration. */
    readonly config: NetworkConfigs[Name];
  };
}[NetworkName];

/**
 * Makes a network of any family.
 *
 * @throws RangeError where the configuration does not describe a network.
 */
export function createNetwork({ family, config }: NetworkChoice): Network {
  // TypeScript does not see that the two belong together.
  return (NETWORKS[family] as NetworkFamily<typeof config>).create(config);
}
