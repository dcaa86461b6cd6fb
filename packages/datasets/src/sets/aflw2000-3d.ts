import { basename, extname, join } from "node:path";
import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT, tightBox } from "@fdhm/landmarks";
import { fromLabelParameters, packParameters } from "@fdhm/morphable-model";
import type { Dataset } from "../dataset.ts";
import { mat5Points, readMat5File } from "../formats/mat5-file.ts";
import { readNpy, type NpyArray } from "../formats/npy-file.ts";
import { readPictureSize } from "../formats/picture-file.ts";
import { readTorch7 } from "../formats/torch7.ts";
import { torch7Points } from "../formats/torch7-points.ts";
import { readSound, type OpenOptions } from "../read-sound.ts";
import { labelledFaces } from "./labelled-faces.ts";
import { listFiles } from "./list-files.ts";
import { groupByStem, onePair } from "./pair-files.ts";

/** Settings of {@link openAflw2000}. */
export interface OptionsAflw2000 extends OpenOptions {
  /**
   * Path of the re-annotated points that stand in the place of the official ones: `AFLW2000-3D-Reannotated.pts68.npy`, or
   * LS3D-W's folder `AFLW2000-3D-Reannotated` of `.t7` files. The two sets of labels differ by 3 % NME: never mix them.
   */
  readonly reannotated?: string;
  /**
   * Path of the yaws to bin by, degrees: `AFLW2000-3D.pose.npy` (the fitted pose's, which is the default without a file) or
   * `AFLW2000-3D-new.pose.npy` (AFLW's labels, sizes only). The sign is that of the fitted yaw.
   */
  readonly yaws?: string;
}

/** Gives a sample's points in the place of the official ones. */
type PointsOf = (stem: string, index: number) => Promise<Float32Array>;

/**
 * AFLW2000-3D as it is published (http://www.cbsr.ia.ac.cn/users/xiangyuzhu/projects/3DDFA/main.htm): 2,000 pictures of 450 x 450 px,
 * each with a `.mat` of the same stem: `pt3d_68` (3 x 68), `Pose_Para`, `Shape_Para`, `Exp_Para` and others. MATLAB's pixels count
 * from 1; these count from 0. z is that of `pt3d_68`, relative to its mean.
 *
 * The re-annotation (by LS3D-W's authors; x and y alone, so z is NaN) counts from 0, see `openLs3dW`. The `.npy` files are those of
 * https://github.com/cleardusk/3DDFA, folder `test.configs`: one row a picture in the order of the sorted names, points as
 * `2 x 68`. They need the whole set: there must be as many rows as pictures and labels here.
 *
 * Samples are sorted and named by stem; each has the fitted pose, and the 234 parameters of the Basel model. Yaws beyond 180 degrees, as
 * the fitted pose of the set has them, stay as they are. The split is `"test"`.
 *
 * @param path - the folder with the pictures and labels.
 * @throws RangeError where the folder is missing or holds none, a picture has no label or a label no picture, a label lacks points or
 *   parameters, or the rows of a `.npy` do not answer the pictures.
 */
export async function openAflw2000(
  path: string,
  options: OptionsAflw2000 = {},
): Promise<Dataset> {
  const groups = groupByStem(await listFiles(path), ".mat");
  if (groups.length === 0)
    throw expected("at least one picture", "AFLW2000-3D", "none", {
      file: path,
    });
  const pointsOf = await openPoints(options.reannotated, groups.length);
  const yawOf = await openYaws(options.yaws, groups.length);
  const read = async (stem: string, index: number) => {
    const { picture, label } = onePair(path, groups[index]!, ".mat");
    const { height } = await readPictureSize(picture);
    const arrays = await readMat5File(label, [
      "pt3d_68",
      "Pose_Para",
      "Shape_Para",
      "Exp_Para",
    ]);
    const official = mat5Points(arrays, "pt3d_68", label);
    const parameters = fromLabelParameters(arrays, height, label);
    const { pitch, yaw, roll } = parameters.pose;
    const landmarks = (await pointsOf?.(stem, index)) ?? official;
    return {
      name: stem,
      picture,
      landmarks,
      box: tightBox(landmarks),
      pose: { pitch, yaw: yawOf?.(index, yaw) ?? yaw, roll },
      parameters: packParameters(parameters),
    };
  };
  const name = basename(path);
  const stems = groups.map(({ stem }) => stem);
  const faces = await readSound(name, stems, read, options);
  return labelledFaces(name, faces, "test");
}

async function openPoints(
  path: string | undefined,
  pictures: number,
): Promise<PointsOf | undefined> {
  if (path === undefined) return undefined;
  if (extname(path) !== ".npy")
    return async (stem) => {
      const file = join(path, `${stem}.t7`);
      return torch7Points(await readTorch7(file), file);
    };
  const array = await readNpy(path);
  const [rows, axes = 0, points] = array.shape;
  if (array.shape.length !== 3 || points !== LANDMARK_COUNT || axes < 2)
    throw expected(
      `N x 2 x ${LANDMARK_COUNT} numbers`,
      "re-annotated points",
      new Error(array.shape.join(" x ")),
      { file: path },
    );
  checkRows(rows!, pictures, path);
  return async (_, index) => {
    const landmarks = new Float32Array(3 * LANDMARK_COUNT).fill(NaN);
    const at = index * axes * LANDMARK_COUNT;
    for (let k = 0; k < LANDMARK_COUNT; k++) {
      landmarks[3 * k] = finite(array, at + k, path);
      landmarks[3 * k + 1] = finite(array, at + LANDMARK_COUNT + k, path);
    }
    return landmarks;
  };
}

async function openYaws(
  path: string | undefined,
  pictures: number,
): Promise<((index: number, fitted: number) => number) | undefined> {
  if (path === undefined) return undefined;
  const array = await readNpy(path);
  if (array.shape.length !== 1)
    throw expected("N yaws", "array", new Error(array.shape.join(" x ")), {
      file: path,
    });
  checkRows(array.shape[0]!, pictures, path);
  return (index, fitted) => {
    const size = (Math.abs(finite(array, index, path)) * Math.PI) / 180;
    return fitted < 0 ? -size : size;
  };
}

function checkRows(rows: number, pictures: number, file: string): void {
  if (rows !== pictures)
    throw expected(
      `a row for each of the ${pictures} pictures`,
      "array",
      `${rows} rows`,
      { file },
    );
}

function finite({ data }: NpyArray, at: number, file: string): number {
  const value = data[at]!;
  if (!Number.isFinite(value))
    throw expected("a finite number", `number ${at}`, value, { file });
  return value;
}
