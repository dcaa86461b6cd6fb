import { createFastDhm, type FastDhmConfig } from "./fast-dhm.ts";
import { FAST_DHM_PRESETS } from "./fast-dhm-presets.ts";
import type { Network } from "./network.ts";

/** What each network family is configured by. */
export interface NetworkConfigs {
  /** Fast DHM, fast-dhm.ts. */
  readonly "fast-dhm": FastDhmConfig;
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
  /** Named configurations, complete but for the mean face. */
  readonly presets: Readonly<Record<string, Omit<Config, "meanFace">>>;
}

/** Every network family by name. */
export const NETWORKS: {
  readonly [Name in NetworkName]: NetworkFamily<NetworkConfigs[Name]>;
} = {
  "fast-dhm": { create: createFastDhm, presets: FAST_DHM_PRESETS },
};
