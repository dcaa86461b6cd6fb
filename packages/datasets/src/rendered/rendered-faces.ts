import { expected } from "@fdhm/errors";
import type { MorphableModel } from "@fdhm/morphable-model";
import { createDataset, type Dataset } from "../dataset.ts";
import { accessoryChances, type AccessoryChances } from "./worn/accessories.ts";
import { paintBackdrop } from "./picture/backdrop.ts";
import { faceChance } from "./chance.ts";
import { createPainter } from "./face-painter.ts";
import { openPictureBackdrops } from "./picture/picture-backdrops.ts";
import { poseLimits, type PoseLimits } from "./sample-pose.ts";

/** Settings of {@link openRenderedFaces}. */
export interface RenderedFacesOptions {
  /** Whose faces are drawn. */
  readonly model: MorphableModel;
  /** How many samples the set has. */
  readonly count: number;
  /** Every face follows from this and its index; a whole number. */
  readonly seed: number;
  /** Edge of the pictures in px; default 176, of which the protocol's window takes about 100. */
  readonly size?: number;
  /** How far heads turn either way, in radians; what is left out is as in {@link POSE_LIMITS}. */
  readonly poses?: Partial<PoseLimits>;
  /** How often people wear or hold something; what is left out is as in {@link ACCESSORY_CHANCES}. */
  readonly accessories?: Partial<AccessoryChances>;
  /** A folder of pictures from which backgrounds are cut; where absent they are painted. Pictures with faces in them mislead a network. */
  readonly backgrounds?: string;
}

/**
 * Faces drawn from a morphable model: people, expressions, poses up to +-100 degrees of yaw, light, backgrounds and
 * now and then something in front, with exact landmarks, depth, pose, visibility and mask, and the 234 parameters where
 * the model has 199 identity and 29 expression modes.
 *
 * Sample `i` follows from `seed` and `i` alone: nothing is stored, and a larger `count` only adds samples. Its z is known;
 * `visibility` is that of the face alone, whatever else stands in front of it.
 *
 * @throws RangeError where the count is not a whole number from 1, the size is below 16 px, the seed is not whole, a pose is
 *   one that no head has, a chance is none, or the folder of backgrounds cannot be read or holds no picture.
 */
export function openRenderedFaces(options: RenderedFacesOptions): Dataset {
  const { model, count, seed, size = 176 } = options;
  if (!Number.isInteger(count) || count < 1)
    throw expected("a whole number from 1", "count", count);
  if (!Number.isInteger(size) || size < 16)
    throw expected("a whole number from 16", "size", size);
  if (!Number.isSafeInteger(seed))
    throw expected("a whole number", "seed", seed);
  const paint = createPainter(model, size, {
    poses: poseLimits(options.poses),
    accessories: accessoryChances(options.accessories),
    backdrop:
      options.backgrounds === undefined
        ? paintBackdrop
        : openPictureBackdrops(options.backgrounds),
  });
  return createDataset(`rendered ${model.name}`, count, async (index) =>
    paint(faceChance(seed, index), `${index}`),
  );
}
