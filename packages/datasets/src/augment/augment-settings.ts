import type { ToneSettings } from "../pixels/tone.ts";

/** How far training examples depart from the data set; every chance is from 0 to 1. */
export interface AugmentSettings extends ToneSettings {
  /** Chance of a mirrored example. */
  readonly flip: number;
  /** Deviation of the normal distribution that turns in the picture's plane are drawn from, rad. */
  readonly rotation: number;
  /** Chance that the turn is drawn evenly up to `rotationMost` instead. */
  readonly rotationTail: number;
  /** Largest turn to either side, rad. */
  readonly rotationMost: number;
  /** Smallest and largest side of the window over the protocol's; drawn evenly in the logarithm. */
  readonly scale: readonly [number, number];
  /** Largest shift of the window along x and along y, in sides of the protocol's. */
  readonly shift: number;
  /** Chance that what lies outside the packed square is filled (mirrored, drawn out, coloured) and not black. */
  readonly surround: number;
  /** Chance of a blur of one to four passes. */
  readonly blur: number;
  /** Chance of noise. */
  readonly noise: number;
  /** Largest deviation of the noise, of 255. */
  readonly noiseDeviation: number;
  /** Chance of a patch that hides a part of the face. */
  readonly occlusion: number;
  /** Chance that the example is none of a face: label 0, landmarks without weight. */
  readonly negatives: number;
}

/**
 * Settings for faces in the wild. The turn has two parts: heads hang less than some 20 degrees to the side as a rule,
 * but lying people and tilted phones do not keep to a normal distribution, so that one example in six is drawn evenly
 * up to a quarter turn. Scale and shift cover the boxes that trackers and detectors give.
 */
export const AUGMENT_DEFAULTS: AugmentSettings = {
  flip: 0.5,
  rotation: Math.PI / 9,
  rotationTail: 1 / 6,
  rotationMost: Math.PI / 2,
  scale: [0.85, 1.2],
  shift: 0.07,
  surround: 0.5,
  brightness: 0.15,
  contrast: 0.3,
  gamma: 0.3,
  tint: 0.1,
  saturation: 0.4,
  grey: 0.1,
  blur: 0.2,
  noise: 0.2,
  noiseDeviation: 14,
  occlusion: 0.2,
  negatives: 0.1,
};

/** Settings that change nothing: the protocol's window as a network sees it when it is measured. */
export const NO_AUGMENTATION: AugmentSettings = {
  flip: 0,
  rotation: 0,
  rotationTail: 0,
  rotationMost: 0,
  scale: [1, 1],
  shift: 0,
  surround: 0,
  brightness: 0,
  contrast: 0,
  gamma: 0,
  tint: 0,
  saturation: 0,
  grey: 0,
  blur: 0,
  noise: 0,
  noiseDeviation: 0,
  occlusion: 0,
  negatives: 0,
};
