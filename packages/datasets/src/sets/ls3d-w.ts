import { basename, sep } from "node:path";
import { expected } from "@fdhm/errors";
import { tightBox } from "@fdhm/landmarks";
import type { Dataset } from "../dataset.ts";
import { mat5Points, readMat5File } from "../formats/mat5-file.ts";
import { readTorch7 } from "../formats/torch7.ts";
import { torch7Points } from "../formats/torch7-points.ts";
import { readSound, type OpenOptions } from "../read-sound.ts";
import { labelledFaces } from "./labelled-faces.ts";
import { listFiles } from "./list-files.ts";
import { groupByStem, onePair } from "./pair-files.ts";

/** Parts of LS3D-W by the paper's names; `"Balanced"` is the 7,200 faces that are spread evenly over the poses. */
export type PartLs3dW =
  | "300W-3D"
  | "300VW-3D-A"
  | "300VW-3D-B"
  | "300VW-3D-C"
  | "300VW-3D-Trainset"
  | "Menpo-3D"
  | "AFLW2000-3D-Reannotated"
  | "Balanced";

/** Their folders; case does not count, as copies of the set differ in it. */
const FOLDERS: Readonly<Record<PartLs3dW, string>> = {
  "300W-3D": "300W-Testset-3D",
  "300VW-3D-A": "300VW-3D/CatA",
  "300VW-3D-B": "300VW-3D/CatB",
  "300VW-3D-C": "300VW-3D/CatC",
  "300VW-3D-Trainset": "300VW-3D/Trainset",
  "Menpo-3D": "Menpo-3D",
  "AFLW2000-3D-Reannotated": "AFLW2000-3D-Reannotated",
  Balanced: "new_dataset",
};

const TRAINING: ReadonlySet<PartLs3dW> = new Set<PartLs3dW>([
  "300VW-3D-Trainset",
]);
const LABELS = [".t7", ".mat"] as const;

/** Settings of {@link openLs3dW}. */
export interface OptionsLs3dW extends OpenOptions {
  /** Which parts; default all that are there. */
  readonly parts?: readonly PartLs3dW[];
}

/**
 * LS3D-W as it is published (https://www.adrianbulat.com/face-alignment): pictures with the label of the same stem beside them, one
 * Torch7 tensor of 68 x 2 numbers, in the folders `300W-Testset-3D`, `300VW-3D/CatA`, `CatB`, `CatC` and `Trainset` (a folder a
 * video), `Menpo-3D`, `AFLW2000-3D-Reannotated` and `new_dataset`. A `.mat` in the place of the `.t7` must hold `pts_3d`, 68 x 2 or
 * 2 x 68, which counts from 1 as MATLAB does.
 *
 * The `.t7` count pixels **from 0** and are taken as they are. The set does not say so; this is what speaks for it: its authors add 1
 * to such labels before they use them as Torch's pixels, which count from 1
 * (https://github.com/1adrianb/face-alignment-training, dataset-images.lua); a public reader of it notes "landmark indexed on 0"; and
 * the re-annotation of AFLW2000-3D, whole numbers, lies 1.6 px left of and 1.8 px above the official points, which count from 1, in
 * the mean over its 1,065 faces with yaws below 20 degrees (the test beside this file measures it): 1 for the base, the rest for the
 * fractions that were cut off.
 *
 * The points are those of the head itself, hidden or not (3D jaw), projected to the picture; z is NaN. Samples are sorted by name:
 * their path without the ending. The split is `"train"` or `"test"` where all parts are of one kind.
 *
 * @param path - the folder that holds the parts' folders.
 * @throws RangeError where a part that was asked for is missing, there is no sample, a picture has no label or a label no picture,
 *   or a label departs from this.
 */
export async function openLs3dW(
  path: string,
  options: OptionsLs3dW = {},
): Promise<Dataset> {
  const all = await listFiles(path, true);
  const within = (part: PartLs3dW) => {
    const folder = `${FOLDERS[part]}/`.toLowerCase();
    return all.filter((file) =>
      file.replaceAll(sep, "/").toLowerCase().startsWith(folder),
    );
  };
  const known = Object.keys(FOLDERS) as PartLs3dW[];
  const parts =
    options.parts ?? known.filter((part) => within(part).length > 0);
  for (const part of parts)
    if (within(part).length === 0)
      throw expected(`files in ${FOLDERS[part]}`, part, "none", { file: path });
  const groups = groupByStem(parts.flatMap(within), ...LABELS);
  if (groups.length === 0)
    throw expected(
      "at least one part of LS3D-W",
      "folder",
      `${all.length} other files`,
      { file: path },
    );
  const read = async (stem: string, index: number) => {
    const { picture, label } = onePair(path, groups[index]!, ...LABELS);
    const landmarks = await readPoints(label);
    return { name: stem, picture, landmarks, box: tightBox(landmarks) };
  };
  const name = [basename(path), ...(options.parts ?? [])].join(" ");
  const stems = groups.map(({ stem }) => stem);
  const faces = await readSound(name, stems, read, options);
  return labelledFaces(name, faces, splitOf(parts));
}

async function readPoints(label: string): Promise<Float32Array> {
  if (label.toLowerCase().endsWith(".t7"))
    return torch7Points(await readTorch7(label), label);
  return mat5Points(await readMat5File(label, ["pts_3d"]), "pts_3d", label);
}

function splitOf(parts: readonly PartLs3dW[]): string | undefined {
  const training = parts.filter((part) => TRAINING.has(part)).length;
  if (training === parts.length) return "train";
  return training === 0 ? "test" : undefined;
}
