import { createFastDhm } from "./fast-dhm.ts";
import { FAST_DHM_PRESETS } from "./fast-dhm-presets.ts";

/** Every network family by name: how it is made from a configuration, and its named configurations. */
export const NETWORKS = {
  "fast-dhm": { create: createFastDhm, presets: FAST_DHM_PRESETS },
} as const;

/** Name of a network family. */
export type NetworkName = keyof typeof NETWORKS;
