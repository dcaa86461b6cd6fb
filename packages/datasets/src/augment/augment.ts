// Examples a second of processor time at 112 px, one core of a busy AMD EPYC, Node 20.20 (scripts/bench-augment.mjs): 4,003
// with nothing changed, which is the crop alone; 1,656 to 1,754 with the default settings, 1,518 to 1,529 of a pack with
// masks; 460 to 512 with every step in every example.
//
// What a step costs where it is taken, ms: tilted crop 0.16, another background 0.14, hair 0.09, hand 0.15, patch 0.02, tones
// 0.10, blur 0.23, motion 0.33, lower resolution 0.24, noise 0.08, JPEG 0.31.
//
// Ways tried, a 112 px example each:
// - noise from a table of normals 0.12 ms, from Random.normal() for each number 1.21 ms;
// - tones and saturation by three tables of 256 entries 0.19 ms, the power of each number alone, without saturation,
//   0.27 ms;
// - JPEG with divisions and Math.round 0.58 ms, with products and cut-off numbers 0.28 ms;
// - a painted background for each example 0.52 ms, one of 64 that are painted once 0.14 ms with the blending, which at 160
//   px, before the crop, costs less than a crop of the mask.
import { expected } from "@fdhm/errors";
import { sampleCrop, type Normalisation } from "@fdhm/landmarks";
import {
  packedLandmarks,
  packedPicture,
  type FacePack,
} from "../pack/face-pack.ts";
import type { Random } from "../random.ts";
import type { AugmentSettings } from "./augment-settings.ts";
import { changeBackground } from "./backdrop.ts";
import { flipPixels } from "./flip.ts";
import { drawNegative, removeFace } from "./negative.ts";
import type { Placement } from "./perspective.ts";
import { drawPlacement } from "./placement.ts";
import { sampleTilted } from "./sample-tilted.ts";
import { spoil } from "./spoil.ts";
import { fillSurround } from "./surround.ts";
import { checkTarget, type TrainingTarget } from "./training-target.ts";
import { writeFace, writeNoFace } from "./write-labels.ts";

const RAW: Normalisation = { mean: [0, 0, 0], deviation: [1, 1, 1] };

/**
 * Makes one training example of a packed face: put before another background, cut, turned, tilted, hidden in part,
 * recoloured, blurred, made coarse and noisy, compressed, mirrored, normalised, and its landmarks, pose and visibility
 * with it; or, with the chance that the settings give, an example without a face.
 *
 * Landmarks behind a hand, hair or a patch keep their places: people guess them as well.
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
  const placement: Placement = negative
    ? { window: negative.window, tilt: [0, 0] }
    : drawPlacement(
        random,
        settings,
        packedLandmarks(pack, index),
        pack.boxScale,
      );

  cutExample(pack, index, placement, size, settings, random, target.picture);
  if (negative !== undefined)
    removeFace(target.picture, size, negative, random);
  spoil(target.picture, size, settings, random);
  const flipped = random.uniform() < settings.flip;
  if (flipped) flipPixels(target.picture, size);
  normalise(target.picture, normalisation);

  if (negative === undefined)
    writeFace(pack, index, placement, flipped, target);
  else writeNoFace(target);
}

/** Cuts the window, given in sides of the protocol's, from the packed square: 0 to 255. */
function cutExample(
  pack: FacePack,
  index: number,
  { window, tilt }: Placement,
  size: number,
  settings: AugmentSettings,
  random: Random,
  pixels: Float32Array,
): void {
  const picture =
    random.uniform() < settings.background
      ? changeBackground(pack, index, random)
      : packedPicture(pack, index);
  const unit = pack.edge / pack.margin;
  const middle = (pack.edge - 1) / 2;
  const placement: Placement = {
    window: {
      centreX: middle + unit * window.centreX,
      centreY: middle + unit * window.centreY,
      side: unit * window.side,
      roll: window.roll,
    },
    tilt,
  };
  if (tilt[0] === 0 && tilt[1] === 0)
    sampleCrop(picture, placement.window, size, RAW, "nhwc", pixels);
  else sampleTilted(picture, placement, size, pixels);
  if (random.uniform() < settings.surround)
    fillSurround(pixels, size, picture, placement, random);
}

function normalise(pixels: Float32Array, normalisation: Normalisation): void {
  const [r0, g0, b0] = normalisation.mean;
  const [r1, g1, b1] = normalisation.deviation.map((value) => 1 / value) as [
    number,
    number,
    number,
  ];
  for (let i = 0; i < pixels.length; i += 3) {
    pixels[i] = (pixels[i]! - r0) * r1;
    pixels[i + 1] = (pixels[i + 1]! - g0) * g1;
    pixels[i + 2] = (pixels[i + 2]! - b0) * b1;
  }
}
