// Examples a second at 112 px, one core of an idle AMD EPYC, Node 20.20 (scripts/bench-augment.mjs): 3,069 with nothing
// changed, which is the crop alone; 1,893 with the default settings; 1,167 with every step in every example.
//
// Ways tried, a 112 px example each:
// - noise from a table of normals 0.12 ms, from Random.normal() for each number 1.21 ms;
// - tones and saturation by three tables of 256 entries 0.19 ms, the power of each number alone, without saturation,
//   0.27 ms.
import { expected } from "@fdhm/errors";
import {
  sampleCrop,
  toNormalised,
  type CropWindow,
  type Normalisation,
} from "@fdhm/landmarks";
import {
  packedLandmarks,
  packedPicture,
  type FacePack,
} from "../pack/face-pack.ts";
import { between, type Random } from "../random.ts";
import { paintBackground } from "../pixels/background.ts";
import type { AugmentSettings } from "./augment-settings.ts";
import { blur } from "../pixels/blur.ts";
import { flipLandmarks, flipPixels } from "./flip.ts";
import { drawNegative, type Negative } from "./negative.ts";
import { addNoise } from "../pixels/noise.ts";
import { occlude } from "../pixels/occlusion.ts";
import { drawPlacement } from "./placement.ts";
import { shuffleTiles } from "./shuffle-tiles.ts";
import { fillSurround } from "./surround.ts";
import { changeTone } from "../pixels/tone.ts";

/** Where one training example is written: the caller's buffers, often parts of a batch. */
export interface TrainingTarget {
  /** Receives `size * size * 3` normalised numbers, NHWC. */
  readonly picture: Float32Array;
  /** Receives 204 numbers: xyz triples normalised to the example's window; 0 where unknown. */
  readonly landmarks: Float32Array;
  /** Receives 204 numbers: 1, or 0 for an unknown z and throughout for an example without a face. */
  readonly landmarkWeights: Float32Array;
  /** Receives one number: 1 for a face, 0 for none. */
  readonly score: Float32Array;
}

const RAW: Normalisation = { mean: [0, 0, 0], deviation: [1, 1, 1] };
const TILES = 4;
const BLUR_PASSES = 4;

/**
 * Makes one training example of a packed face: cut, turned, hidden in part, recoloured, blurred, made noisy, mirrored,
 * normalised, and its landmarks with it; or, with the chance that the settings give, an example without a face.
 *
 * What is drawn follows from `random` alone, so that `createRandom(seed, epoch, index)` makes examples repeatable.
 *
 * @param index - face of the pack.
 * @param size - edge of the network's input in px.
 * @throws RangeError where there is no such face or a buffer of the target has another length.
 */
export function augment(
  pack: FacePack,
  index: number,
  random: Random,
  settings: AugmentSettings,
  size: number,
  normalisation: Normalisation,
  target: TrainingTarget,
): void {
  if (!Number.isInteger(index) || index < 0 || index >= pack.count)
    throw expected(`a face of 0 to ${pack.count - 1}`, "index", index);
  checkTarget(target, size);
  const negative =
    random.uniform() < settings.negatives ? drawNegative(random) : undefined;
  const packed = packedLandmarks(pack, index);
  const window =
    negative?.window ?? drawPlacement(random, settings, packed, pack.boxScale);

  cutExample(pack, index, window, size, settings, random, target.picture);
  if (negative !== undefined)
    removeFace(target.picture, size, negative, random);
  spoil(target.picture, size, settings, random);
  const flipped = random.uniform() < settings.flip;
  if (flipped) flipPixels(target.picture, size);
  normalise(target.picture, normalisation);

  if (negative !== undefined) {
    target.landmarks.fill(0);
    target.landmarkWeights.fill(0);
    target.score[0] = 0;
    return;
  }
  const { landmarks, landmarkWeights } = target;
  toNormalised(packed, window, landmarks);
  if (flipped) flipLandmarks(landmarks);
  for (let i = 0; i < landmarks.length; i++) {
    const known = !Number.isNaN(landmarks[i]!);
    landmarkWeights[i] = known ? 1 : 0;
    // A weight of 0 does not silence NaN: 0 * NaN is NaN.
    if (!known) landmarks[i] = 0;
  }
  target.score[0] = 1;
}

function checkTarget(target: TrainingTarget, size: number): void {
  const lengths = {
    picture: size * size * 3,
    landmarks: 204,
    landmarkWeights: 204,
    score: 1,
  };
  for (const [key, length] of Object.entries(lengths)) {
    const buffer = target[key as keyof TrainingTarget];
    if (buffer.length !== length)
      throw expected(`${length} numbers`, `target.${key}`, buffer);
  }
}

/** Cuts the window, given in sides of the protocol's, from the packed square: 0 to 255. */
function cutExample(
  pack: FacePack,
  index: number,
  window: CropWindow,
  size: number,
  settings: AugmentSettings,
  random: Random,
  pixels: Float32Array,
): void {
  const picture = packedPicture(pack, index);
  const unit = pack.edge / pack.margin;
  const middle = (pack.edge - 1) / 2;
  const inPicture: CropWindow = {
    centreX: middle + unit * window.centreX,
    centreY: middle + unit * window.centreY,
    side: unit * window.side,
    roll: window.roll,
  };
  sampleCrop(picture, inPicture, size, RAW, "nhwc", pixels);
  if (random.uniform() < settings.surround)
    fillSurround(pixels, size, picture, inPicture, random);
}

/** Takes the face out of the kinds of negatives whose window still holds one. */
function removeFace(
  pixels: Float32Array,
  size: number,
  { kind }: Negative,
  random: Random,
): void {
  if (kind === "shuffled") shuffleTiles(pixels, size, TILES, random);
  if (kind === "background") pixels.set(paintBackground(random, size));
}

/** What happens to pictures between the face and the network, in its order: in front, light, lens, sensor. */
function spoil(
  pixels: Float32Array,
  size: number,
  settings: AugmentSettings,
  random: Random,
): void {
  if (random.uniform() < settings.occlusion) occlude(pixels, size, random);
  changeTone(pixels, random, settings);
  if (random.uniform() < settings.blur)
    blur(pixels, size, Math.ceil(between(random, 0, BLUR_PASSES)));
  if (random.uniform() < settings.noise)
    addNoise(pixels, random, between(random, 0, settings.noiseDeviation));
}

function normalise(pixels: Float32Array, normalisation: Normalisation): void {
  const [r0, g0, b0] = normalisation.mean;
  const [r1, g1, b1] = normalisation.deviation;
  for (let i = 0; i < pixels.length; i += 3) {
    pixels[i] = (pixels[i]! - r0) / r1;
    pixels[i + 1] = (pixels[i + 1]! - g0) / g1;
    pixels[i + 2] = (pixels[i + 2]! - b0) / b1;
  }
}
