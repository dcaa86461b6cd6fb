import { basename } from "node:path";
import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT, tightBox } from "@fdhm/landmarks";
import type { Dataset } from "../dataset.ts";
import { readPts } from "../formats/pts-file.ts";
import { readSound, type OpenOptions } from "../read-sound.ts";
import { labelledFaces } from "./labelled-faces.ts";
import { listFiles } from "./list-files.ts";
import { groupByStem, onePair } from "./pair-files.ts";

/** Settings of {@link openPtsFolder}. */
export interface PtsFolderOptions extends OpenOptions {
  /** Whether folders inside the folder are searched too; default false. */
  readonly recursive?: boolean;
  /** How many points each label has; default 68. */
  readonly count?: number;
}

/**
 * A folder of pictures with iBUG `.pts` labels of the same stem (`a.jpg`, `a.pts`), as 300-W is published.
 *
 * All labels are read and checked now, pictures when a sample is asked for. Samples are sorted by path and named by it, without
 * the ending; their z is NaN.
 *
 * @param path - the folder.
 * @throws RangeError where the folder is missing or holds no label, a picture has no label, a label has no picture or more than
 *   one, or a label departs from the format.
 */
export async function openPtsFolder(
  path: string,
  options: PtsFolderOptions = {},
): Promise<Dataset> {
  const { recursive = false, count = LANDMARK_COUNT } = options;
  const files = await listFiles(path, recursive);
  const groups = groupByStem(files, ".pts");
  if (!groups.some(({ labels }) => labels.length > 0))
    throw expected(
      "at least one .pts file",
      "folder",
      `${files.length} other files`,
      {
        file: path,
      },
    );
  const read = async (stem: string, index: number) => {
    const { picture, label } = onePair(path, groups[index]!, ".pts");
    const landmarks = await readPts(label, count);
    return { name: stem, picture, landmarks, box: tightBox(landmarks) };
  };
  const name = basename(path);
  const stems = groups.map(({ stem }) => stem);
  return labelledFaces(name, await readSound(name, stems, read, options));
}
