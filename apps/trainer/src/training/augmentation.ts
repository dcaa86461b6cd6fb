import { AUGMENT_DEFAULTS, type AugmentSettings } from "@fdhm/datasets";
import type { RunConfig } from "../config/schema.ts";

const DEGREE = Math.PI / 180;

/** The settings that a configuration asks for, in the data package's units. */
export function augmentation(
  config: RunConfig["augmentation"],
): AugmentSettings {
  const tone = config.colour / 0.5;
  return {
    ...AUGMENT_DEFAULTS,
    flip: config.flip,
    rotation: config.rotation * DEGREE,
    rotationTail: config.quarterTurns,
    scale: [1 / (1 + config.scale), 1 + config.scale],
    shift: config.shift,
    perspective: config.perspective,
    background: config.background,
    brightness: AUGMENT_DEFAULTS.brightness * tone,
    contrast: AUGMENT_DEFAULTS.contrast * tone,
    gamma: AUGMENT_DEFAULTS.gamma * tone,
    tint: AUGMENT_DEFAULTS.tint * tone,
    saturation: Math.min(1, AUGMENT_DEFAULTS.saturation * tone),
    motionBlur: config.motionBlur,
    lowResolution: config.lowResolution,
    jpeg: config.jpeg,
    hands: config.hands,
    hair: config.hair,
    occlusion: config.occlusion,
    negatives: config.negatives,
  };
}
