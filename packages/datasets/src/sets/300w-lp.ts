import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { expected } from "@fdhm/errors";
import { MIRROR, tightBox } from "@fdhm/landmarks";
import {
  fromLabelParameters,
  packParameters,
  type Mat5Array,
} from "@fdhm/morphable-model";
import type { Dataset } from "../dataset.ts";
import { mat5Points, readMat5File } from "../formats/mat5-file.ts";
import { readPictureSize } from "../formats/picture-file.ts";
import { readSound, type OpenOptions } from "../read-sound.ts";
import type { HeadPose } from "../sample.ts";
import { validationNames } from "./300w-lp-split.ts";
import { labelledFaces, type LabelledFace } from "./labelled-faces.ts";
import { listFiles } from "./list-files.ts";
import { groupByStem, onePair, type StemFiles } from "./pair-files.ts";
import { turnUpright } from "./upright-points.ts";

/** Folders of 300W-LP, by where the photographs come from. */
export type Subset300wLp = "AFW" | "HELEN" | "IBUG" | "LFPW";

const SUBSETS: readonly Subset300wLp[] = ["AFW", "HELEN", "IBUG", "LFPW"];

/** Settings of {@link open300wLp}. */
export interface Options300wLp extends OpenOptions {
  /** Which folders; default all that are there. */
  readonly subsets?: readonly Subset300wLp[];
  /** Whether the mirrored pictures (`AFW_Flip`, ...) belong to it too; default false, as the paper counts. */
  readonly flips?: boolean;
  /** Jaw and outline where the head's own are, hidden or not (`"3d"`, default), or along the outline that is seen (`"2d"`). */
  readonly points?: "3d" | "2d";
  /** Which part: see {@link open300wLp}; default `"all"`. */
  readonly split?: "train" | "validation" | "all";
}

/** A sample's files, and where its points would be. */
interface Entry {
  readonly name: string;
  readonly folder: string;
  readonly group: StemFiles;
  readonly flipped: boolean;
  /** Name of the unflipped sample, which decides on which side of the split it lies. */
  readonly original: string;
  /** Path of `_pts.mat`, where the set has a folder `landmarks`. */
  readonly pointsFile: string | undefined;
}

/**
 * 300W-LP as it is published (http://www.cbsr.ia.ac.cn/users/xiangyuzhu/projects/3DDFA/main.htm): 61,225 pictures of 450 x 450 px,
 * 300-W's photographs with heads turned to larger yaws, and as many mirrored ones.
 *
 * ```
 * AFW/AFW_134212_1_0.jpg                   also HELEN, IBUG, LFPW and AFW_Flip, HELEN_Flip, ...
 * AFW/AFW_134212_1_0.mat                   Pose_Para, Shape_Para, Exp_Para, pt2d (2 x 68)
 * landmarks/AFW/AFW_134212_1_0_pts.mat     pts_2d, pts_3d (68 x 2)
 * ```
 *
 * - `points: "3d"` takes `pts_3d`; without a folder `landmarks` it takes `pt3d_68` (3 x 68) of the `.mat`, which `write300wLp`
 *   adds and the published set lacks. The latter is also where z comes from; without it z is NaN.
 * - `points: "2d"` takes `pts_2d`, or `pt2d` of the `.mat` without a folder `landmarks`. z is NaN.
 * - The mirrored pictures have no points in `landmarks`: theirs are the originals', mirrored.
 * - Points that stand on their heads (LFPW's `pt2d`) are turned over, see `turnUpright`.
 * - MATLAB's pixels count from 1; these count from 0.
 *
 * Every sample has pose and the 234 parameters of the Basel model. Samples are sorted by name, `AFW/AFW_134212_1_0`. The split is of
 * the whole folder, whatever subsets are asked for: one sample in twenty validates (of the whole set 3,061, and 58,164 train),
 * chosen by its name's hash with all renderings of a face together; mirrored pictures go with their originals. The paper does not
 * say which ones its 3,061 were.
 *
 * @param path - the folder that holds `AFW` and the others.
 * @throws RangeError where a folder that was asked for is missing, there is no sample, a picture has no label or a label no
 *   picture, a label departs from this, or `"3d"` points are asked for and there are none.
 */
export async function open300wLp(
  path: string,
  options: Options300wLp = {},
): Promise<Dataset> {
  const { points = "3d", split = "all" } = options;
  const all = await listEntries(path, options);
  const validation = validationNames([
    ...new Set(all.map(({ original }) => original)),
  ]);
  const chosen = all.filter(
    ({ folder, original, flipped }) =>
      (options.flips === true || !flipped) &&
      (options.subsets ?? SUBSETS).some((set) => folder.startsWith(set)) &&
      (split === "all" ||
        validation.has(original) === (split === "validation")),
  );
  const name = basename(path);
  if (chosen.length === 0)
    throw expected(
      "at least one sample that answers the options",
      name,
      `${all.length} others`,
      { file: path },
    );
  const read = (_: string, index: number) =>
    readFace(path, chosen[index]!, points);
  const names = chosen.map((entry) => entry.name);
  const faces = await readSound(name, names, read, options);
  return labelledFaces(name, faces, split === "all" ? undefined : split);
}

/** All samples of all folders that are there, sorted by name. */
async function listEntries(
  path: string,
  { subsets = [], flips }: Options300wLp,
): Promise<Entry[]> {
  const present = new Set(await listFolders(path));
  for (const subset of subsets)
    for (const folder of flips === true ? [subset, `${subset}_Flip`] : [subset])
      if (!present.has(folder))
        throw expected(`a folder ${folder}`, "300W-LP", "none", { file: path });
  const entries: Entry[] = [];
  for (const subset of SUBSETS)
    for (const folder of [subset, `${subset}_Flip`]) {
      if (!present.has(folder)) continue;
      const files = await listFiles(join(path, folder));
      for (const group of groupByStem(files, ".mat"))
        entries.push({
          name: join(folder, group.stem),
          folder,
          group,
          flipped: folder !== subset,
          original: `${subset}/${group.stem}`,
          pointsFile: present.has("landmarks")
            ? join(path, "landmarks", subset, `${group.stem}_pts.mat`)
            : undefined,
        });
    }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function listFolders(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.filter((e) => !e.isFile()).map(({ name }) => name);
  } catch (cause) {
    throw expected("a readable folder", "300W-LP", cause, {
      file: path,
      cause,
    });
  }
}

async function readFace(
  path: string,
  entry: Entry,
  points: "3d" | "2d",
): Promise<LabelledFace> {
  const { name, folder, group } = entry;
  const { picture, label } = onePair(join(path, folder), group, ".mat");
  const size = await readPictureSize(picture);
  const wanted = ["Pose_Para", "Shape_Para", "Exp_Para", "pt2d", "pt3d_68"];
  const arrays = await readMat5File(label, wanted);
  const parameters = fromLabelParameters(arrays, size.height, label);
  const { pitch, yaw, roll } = parameters.pose;
  const pose: HeadPose = { pitch, yaw, roll };
  const landmarks = await readPoints(entry, label, arrays, points, size.width);
  turnUpright(landmarks, pose, size.height);
  return {
    name,
    picture,
    landmarks,
    box: tightBox(landmarks),
    pose,
    parameters: packParameters(parameters),
  };
}

async function readPoints(
  { pointsFile, flipped }: Entry,
  label: string,
  arrays: ReadonlyMap<string, Mat5Array>,
  points: "3d" | "2d",
  width: number,
): Promise<Float32Array> {
  if (pointsFile === undefined) {
    if (points === "2d") return mat5Points(arrays, "pt2d", label);
    if (arrays.has("pt3d_68")) return mat5Points(arrays, "pt3d_68", label);
    throw expected(
      'a folder landmarks with pts_3d, or pt3d_68 in the .mat (points "2d" need neither)',
      '"3d" points',
      "none",
      { file: label },
    );
  }
  const name = `pts_${points}`;
  const found = await readMat5File(pointsFile, [name]);
  const flat = mat5Points(found, name, pointsFile);
  const landmarks = flipped ? mirrored(flat, width) : flat;
  if (points === "3d" && arrays.has("pt3d_68")) {
    const deep = mat5Points(arrays, "pt3d_68", label);
    for (let i = 2; i < deep.length; i += 3) landmarks[i] = deep[i]!;
  }
  return landmarks;
}

/** The points of the mirrored picture. */
function mirrored(points: Float32Array, width: number): Float32Array {
  const out = new Float32Array(points.length);
  MIRROR.forEach((from, k) => {
    out[3 * k] = width - 1 - points[3 * from]!;
    out[3 * k + 1] = points[3 * from + 1]!;
    out[3 * k + 2] = points[3 * from + 2]!;
  });
  return out;
}
