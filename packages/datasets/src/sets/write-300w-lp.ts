import { access, mkdir } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import {
  toLabelParameters,
  writeMat5,
  type Mat5Array,
} from "@fdhm/morphable-model";
import type { Dataset } from "../dataset.ts";
import { writeWhole } from "../formats/write-whole.ts";
import { inTurn } from "../in-turn.ts";
import type { Subset300wLp } from "./300w-lp.ts";
import { cutFace, type CutFace } from "./cut-face.ts";

/** Settings of {@link write300wLp}. */
export interface Write300wLpOptions {
  /** Which of the set's folders they go to; default `"AFW"`. Readers know no others. */
  readonly subset?: Subset300wLp;
  /** Edge of the pictures in px; default 450, which readers count on. */
  readonly size?: number;
  /** Edge of the pictures over the longer edge of the face box; default 2.3, AFLW2000-3D's median. */
  readonly boxScale?: number;
  /** Quality of the JPEG files, 1 to 100; default 95. */
  readonly quality?: number;
  /** Whether files that are there are written anew; default false: they stay. */
  readonly overwrite?: boolean;
  /** Called after each sample. */
  readonly onProgress?: (progress: {
    /** Samples done. */
    readonly done: number;
    /** Samples in all. */
    readonly total: number;
  }) => void;
}

/** What {@link write300wLp} did. */
export interface Written300wLp {
  /** Samples of which at least one file was written. */
  readonly written: number;
  /** Samples whose files were all there. */
  readonly kept: number;
}

const SIZE = 450;
const BOX_SCALE = 2.3;
const QUALITY = 95;
/** Pictures are decoded and encoded by libvips' threads. */
const CONCURRENCY = 4;

/**
 * Writes a data set in the format of 300W-LP, which `open300wLp` and other tools read:
 *
 * ```
 * AFW/AFW_<name>.jpg                   size x size px
 * AFW/AFW_<name>.mat                   Pose_Para, Shape_Para, Exp_Para, pt2d (2 x 68), roi; pt3d_68 (3 x 68) where z is known
 * landmarks/AFW/AFW_<name>_pts.mat     pts_2d and pts_3d (68 x 2)
 * ```
 *
 * A picture of `size` x `size` px goes in whole, any other as the square about its face, `boxScale` times the longer edge of the box,
 * black beyond the picture; points and pose move along, and `roi` is the square in the picture that it was cut from. There is one set of
 * points, so `pt2d`, `pts_2d` and `pts_3d` are the same. The coefficients are those of the model that the samples' parameters are of: a
 * reader that puts them into the Basel model gets the face only where they are Basel's. `Tex_Para`, `Color_Para` and `Illum_Para` are left
 * out: nobody knows them. In names, all but letters, digits, `-` and `.` becomes `_`.
 *
 * Every file is whole or not there; a run that was stopped goes on where it was when it is started again.
 *
 * @param dataset - its samples know their parameters and 68 landmarks.
 * @param folder - made where it is missing.
 * @throws RangeError where a sample knows no parameters or has other than 68 landmarks, two names become the same, a setting is out of
 *   range, or a file cannot be written.
 */
export async function write300wLp(
  dataset: Dataset,
  folder: string,
  options: Write300wLpOptions = {},
): Promise<Written300wLp> {
  const {
    subset = "AFW",
    size = SIZE,
    boxScale = BOX_SCALE,
    quality = QUALITY,
    overwrite = false,
  } = options;
  if (!Number.isInteger(size) || size < 16)
    throw expected("a whole number from 16", "size", size);
  if (!(boxScale >= 1 && boxScale < Infinity))
    throw expected("a number from 1", "boxScale", boxScale);
  if (!Number.isInteger(quality) || quality < 1 || quality > 100)
    throw expected("a whole number from 1 to 100", "quality", quality);
  await mkdir(join(folder, subset), { recursive: true });
  await mkdir(join(folder, "landmarks", subset), { recursive: true });
  const total = dataset.length;
  const stems = new Map<string, string>();
  let written = 0;
  let done = 0;
  await inTurn(total, CONCURRENCY, async (index) => {
    const sample = await dataset.sample(index);
    const stem = stemOf(sample.name, subset);
    if (stems.has(stem))
      throw expected(
        `names that differ in letters and digits (as ${stems.get(stem)})`,
        dataset.name,
        sample.name,
      );
    stems.set(stem, sample.name);
    const files = {
      picture: join(folder, subset, `${stem}.jpg`),
      points: join(folder, "landmarks", subset, `${stem}_pts.mat`),
      label: join(folder, subset, `${stem}.mat`),
    };
    const missing = new Set<string>();
    for (const file of Object.values(files))
      if (overwrite || !(await exists(file))) missing.add(file);
    if (missing.size > 0) {
      const face = await cutFace(sample, size, boxScale);
      const contents = {
        picture: () =>
          sharp(face.picture.data, { raw: { ...face.picture, channels: 3 } })
            .jpeg({ quality })
            .toBuffer(),
        points: () => {
          const points = flat(face.landmarks, false);
          return writeMat5({ pts_2d: points, pts_3d: points });
        },
        label: () => writeMat5(labelOf(face, size)),
      };
      for (const kind of ["picture", "points", "label"] as const)
        if (missing.has(files[kind]))
          await writeWhole(files[kind], await contents[kind]());
      written++;
    }
    options.onProgress?.({ done: ++done, total });
  });
  return { written, kept: total - written };
}

function stemOf(name: string, subset: string): string {
  const stem = name.replace(/[^\w.-]/g, "_");
  return stem.startsWith(`${subset}_`) ? stem : `${subset}_${stem}`;
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}

function labelOf(face: CutFace, size: number): Map<string, Mat5Array> {
  const { landmarks, parameters, window } = face;
  // First and last pixel of the square, counted from 1.
  const corner = (middle: number, sign: number): number =>
    Math.round(middle + (sign * (window.side - 1)) / 2) + 1;
  const roi = Int32Array.of(
    corner(window.centreX, -1),
    corner(window.centreY, -1),
    corner(window.centreX, 1),
    corner(window.centreY, 1),
  );
  const label = new Map([
    ...toLabelParameters(parameters, size),
    ["pt2d", flat(landmarks, true)],
    ["roi", { shape: [1, 4], data: roi }],
  ] as [string, Mat5Array][]);
  if (landmarks.every(Number.isFinite))
    label.set("pt3d_68", {
      shape: [3, LANDMARK_COUNT],
      data: Float64Array.from(landmarks, (v, i) => (i % 3 === 2 ? v : v + 1)),
    });
  return label;
}

/** x and y counted from 1: `2 x 68` where `upright`, or `68 x 2`. */
function flat(landmarks: Float32Array, upright: boolean): Mat5Array {
  const data = new Float64Array(2 * LANDMARK_COUNT);
  for (let k = 0; k < LANDMARK_COUNT; k++)
    for (const axis of [0, 1])
      data[upright ? 2 * k + axis : axis * LANDMARK_COUNT + k] =
        landmarks[3 * k + axis]! + 1;
  return {
    shape: upright ? [2, LANDMARK_COUNT] : [LANDMARK_COUNT, 2],
    data,
  };
}
