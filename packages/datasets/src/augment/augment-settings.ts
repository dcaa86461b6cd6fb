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
  /**
   * Largest tilt of the window along x and along y, below 0.5: a point half a side from the centre moves by up to half as
   * much of its distance. See `Placement`.
   */
  readonly perspective: number;
  /** Chance of another background, for packs with masks. */
  readonly background: number;
  /** Chance that what lies outside the packed square is filled (mirrored, drawn out, coloured) and not black. */
  readonly surround: number;
  /** Chance of a blur of one to four passes. */
  readonly blur: number;
  /** Chance of a blur along a line. */
  readonly motionBlur: number;
  /** Longest such line, in edges of the input. */
  readonly motionLength: number;
  /** Chance of a lower resolution. */
  readonly lowResolution: number;
  /** Lowest edge of that resolution, in edges of the input. */
  readonly lowestResolution: number;
  /** Chance of noise. */
  readonly noise: number;
  /** Largest deviation of the noise, of 255. */
  readonly noiseDeviation: number;
  /** Chance of a JPEG file's traces. */
  readonly jpeg: number;
  /** Worst and best quality of the file, 1 to 100; drawn evenly. */
  readonly jpegQuality: readonly [number, number];
  /** Chance of a hand before the face. */
  readonly hands: number;
  /** Chance of strands of hair before the face. */
  readonly hair: number;
  /** Chance of a patch that hides a part of the face. */
  readonly occlusion: number;
  /** Chance that the example is none of a face: label 0, landmarks without weight. */
  readonly negatives: number;
}

/**
 * Settings for faces in the wild. The turn has two parts: heads hang less than some 20 degrees to the side as a rule,
 * but lying people and tilted phones do not keep to a normal distribution, so that one example in six is drawn evenly
 * up to a quarter turn. Scale and shift cover the boxes that trackers and detectors give.
 *
 * The chances keep within the time that training leaves: a JPEG file, a blur, a movement or a lower resolution takes longer
 * than the crop (see the head of `augment.ts`).
 */
export const AUGMENT_DEFAULTS: AugmentSettings = {
  flip: 0.5,
  rotation: Math.PI / 9,
  rotationTail: 1 / 6,
  rotationMost: Math.PI / 2,
  scale: [0.85, 1.2],
  shift: 0.07,
  perspective: 0.15,
  background: 0.5,
  surround: 0.5,
  brightness: 0.15,
  contrast: 0.3,
  gamma: 0.3,
  tint: 0.1,
  saturation: 0.4,
  grey: 0.1,
  blur: 0.2,
  motionBlur: 0.06,
  motionLength: 0.08,
  lowResolution: 0.15,
  lowestResolution: 0.25,
  noise: 0.2,
  noiseDeviation: 14,
  jpeg: 0.15,
  jpegQuality: [25, 90],
  hands: 0.06,
  hair: 0.06,
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
  perspective: 0,
  background: 0,
  surround: 0,
  brightness: 0,
  contrast: 0,
  gamma: 0,
  tint: 0,
  saturation: 0,
  grey: 0,
  blur: 0,
  motionBlur: 0,
  motionLength: 0,
  lowResolution: 0,
  lowestResolution: 1,
  noise: 0,
  noiseDeviation: 0,
  jpeg: 0,
  jpegQuality: [100, 100],
  hands: 0,
  hair: 0,
  occlusion: 0,
  negatives: 0,
};
