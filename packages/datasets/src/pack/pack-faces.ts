import { expected } from "@fdhm/errors";
import {
  LANDMARK_COUNT,
  protocolWindow,
  sampleCrop,
  toNormalised,
  type CropWindow,
  type Normalisation,
  type Picture,
} from "@fdhm/landmarks";
import type { Dataset } from "../dataset.ts";
import { inTurn } from "../in-turn.ts";
import type { BrokenSample, OpenOptions } from "../read-sound.ts";
import type { Sample } from "../sample.ts";
import {
  checkRoom,
  emptyPack,
  packedLandmarks,
  packedMask,
  packedPicture,
  packedPose,
  packedVisibility,
  type FacePack,
} from "./face-pack.ts";
import { keepFaces } from "./keep-faces.ts";

/** Settings of {@link packFaces}. */
export interface PackOptions extends OpenOptions {
  /** Edge of each square in px; default 160, which leaves 100 px for the protocol's window. */
  readonly edge?: number;
  /** Side of a square over the side of the protocol's window; default 1.6. */
  readonly margin?: number;
  /** Side of the protocol's window over the longer edge of the face box; default `sqrt(2)`. */
  readonly boxScale?: number;
  /** How many samples are read at once; default 4, the threads that Node decodes pictures with. */
  readonly concurrency?: number;
  /** Called after each face. */
  readonly onProgress?: (progress: {
    /** Faces done. */
    readonly done: number;
    /** Faces in all. */
    readonly total: number;
  }) => void;
}

const RAW: Normalisation = { mean: [0, 0, 0], deviation: [1, 1, 1] };

/**
 * Reads a whole data set into a pack: `edge * edge * 3 + 1,100` bytes a face, 74 MiB a thousand at 160 px, and a third
 * more where every sample has a mask.
 *
 * A sample that cannot be read (its labels, its picture, its mask) is given to `onBroken` and left out, or thrown where
 * there is no `onBroken`.
 *
 * @throws RangeError where edge, margin or scale are not positive, a sample has other than 68 landmarks, or it cannot
 *   be read; or where every sample was left out, or the set needs more memory than an array may have.
 */
export async function packFaces(
  dataset: Dataset,
  options: PackOptions = {},
): Promise<FacePack> {
  const { edge = 160, margin = 1.6, boxScale = Math.SQRT2 } = options;
  if (!Number.isInteger(edge) || edge < 8)
    throw expected("a whole number from 8", "edge", edge);
  if (!(margin >= 1 && margin < Infinity))
    throw expected("a number from 1", "margin", margin);
  const total = dataset.length;
  const names = new Array<string>(total).fill("");
  const geometry = { name: dataset.name, edge, margin, boxScale };
  checkRoom(geometry, total);
  // Whether the set has masks is known once its first sample is.
  let pack: FacePack | undefined;
  let unmasked = 0;
  const broken = new Map<number, BrokenSample>();
  let done = 0;
  await inTurn(total, options.concurrency ?? 4, async (index) => {
    names[index] = `sample ${index}`;
    try {
      const sample = await dataset.sample(index);
      names[index] = sample.name;
      checkLandmarks(sample);
      pack ??= emptyPack(geometry, names, sample.readMask !== undefined);
      await packSample(sample, pack, index);
      if (sample.readMask === undefined) unmasked++;
    } catch (error) {
      if (options.onBroken === undefined) throw error;
      broken.set(index, { name: names[index]!, error: error as Error });
    }
    options.onProgress?.({ done: ++done, total });
  });
  // Told in the set's order, whichever was read first.
  for (let index = 0; index < total; index++)
    if (broken.has(index)) options.onBroken?.(broken.get(index)!);
  if (pack === undefined || broken.size === total)
    throw expected(
      "at least one sound sample",
      dataset.name,
      total === 0 ? "none" : `${total} samples, all of them broken`,
    );
  return keepFaces(pack, (index) => !broken.has(index), unmasked === 0);
}

function checkLandmarks({ name, landmarks }: Sample): void {
  if (landmarks.length !== 3 * LANDMARK_COUNT)
    throw expected(
      `${3 * LANDMARK_COUNT} numbers`,
      `landmarks of ${name}`,
      landmarks,
    );
}

async function packSample(
  sample: Sample,
  pack: FacePack,
  index: number,
): Promise<void> {
  const window = protocolWindow(sample.box, pack.boxScale);
  const wide = { ...window, side: window.side * pack.margin };
  const picture = await sample.readPicture();
  const crop = cut(picture, wide, pack.edge);
  const { data } = packedPicture(pack, index);
  for (let i = 0; i < crop.length; i++) data[i] = crop[i]! + 0.5;
  const mask = packedMask(pack, index);
  if (mask !== undefined && sample.readMask !== undefined) {
    const grey = maskPicture(await sample.readMask(), picture, sample.name);
    const cover = cut(grey, wide, pack.edge);
    for (let i = 0; i < mask.length; i++) mask[i] = cover[3 * i]! + 0.5;
  }
  toNormalised(sample.landmarks, window, packedLandmarks(pack, index));
  const { pose, visibility } = sample;
  if (pose !== undefined)
    packedPose(pack, index).set([pose.pitch, pose.yaw, pose.roll]);
  if (visibility !== undefined) {
    if (visibility.length !== LANDMARK_COUNT)
      throw expected(
        `${LANDMARK_COUNT} numbers`,
        `visibility of ${sample.name}`,
        visibility,
      );
    packedVisibility(pack, index).set(visibility);
  }
}

function cut(picture: Picture, window: CropWindow, edge: number): Float32Array {
  const out = new Float32Array(edge * edge * 3);
  sampleCrop(picture, window, edge, RAW, "nhwc", out);
  return out;
}

/** A mask as a grey picture, so that it is cut by the one crop there is. */
function maskPicture(
  mask: Uint8Array,
  { width, height }: Picture,
  name: string,
): Picture {
  if (mask.length !== width * height)
    throw expected(`${width} x ${height} bytes`, `mask of ${name}`, mask);
  const data = new Uint8Array(3 * mask.length);
  for (let i = 0; i < mask.length; i++) data.fill(mask[i]!, 3 * i, 3 * i + 3);
  return { data, width, height, channels: 3 };
}
