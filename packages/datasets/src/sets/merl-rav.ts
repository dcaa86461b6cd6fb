import { readFile } from "node:fs/promises";
import { basename, dirname, extname, join, sep } from "node:path";
import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT, type Box } from "@fdhm/landmarks";
import type { Dataset } from "../dataset.ts";
import { PICTURE_ENDINGS } from "../formats/picture-file.ts";
import { parsePts } from "../formats/pts-file.ts";
import { knownBox } from "../known-box.ts";
import { readSound, type OpenOptions } from "../read-sound.ts";
import { labelledFaces } from "./labelled-faces.ts";
import { listFiles } from "./list-files.ts";
import { groupByStem, onePair } from "./pair-files.ts";

/** Head poses that the set is sorted by, as its folders are named. */
export type PoseMerlRav =
  "frontal" | "left" | "lefthalf" | "right" | "righthalf";

const POSES: readonly PoseMerlRav[] = [
  "frontal",
  "left",
  "lefthalf",
  "right",
  "righthalf",
];

/** Settings of {@link openMerlRav}. */
export interface OptionsMerlRav extends OpenOptions {
  /**
   * AFLW's folder of pictures (`aflw/flickr`), searched with the folders inside it for `image12345.jpg`, the picture of
   * `image12345.pts`, `image12345_1.pts` and so on. Without it each label's picture lies beside it with the same stem, as the set's
   * own script puts them.
   */
  readonly pictures?: string;
  /** Which head poses; default all. */
  readonly poses?: readonly PoseMerlRav[];
  /** Which part; default `"all"`. */
  readonly split?: "train" | "test" | "all";
}

/** A label and the stem of its picture. */
interface Entry {
  readonly name: string;
  readonly find: () => { readonly picture: string; readonly label: string };
}

/** 1 visible, 0.5 behind something that is not the face, 0 behind the face itself. */
const VISIBILITY = { seen: 1, covered: 0.5, selfHidden: 0 };

/**
 * MERL-RAV as it is published (https://github.com/abhi1kumar/MERL-RAV_dataset): AFLW's faces with 68 points and what hides each. Labels
 * lie in `frontal/trainset/labels/image00002.pts` (`left`, `lefthalf`, `right`, `righthalf`; `testset`), or without the folder `labels`
 * beside their pictures where its script has run. A label is an iBUG `.pts`, pixels from 1, in which the signs tell the rest:
 *
 * | in the file | means                                                    | visibility | x, y      |
 * | ----------- | -------------------------------------------------------- | ---------- | --------- |
 * | `x y`       | seen                                                     | 1          | from 0    |
 * | `-x -y`     | behind hair, a hand, glasses, ...; the place is estimated | 0.5        | from 0    |
 * | `-1 -1`     | behind the face itself; the place is not even estimated  | 0          | NaN       |
 *
 * z is NaN. The box is that of the points whose place is known. Samples are sorted by name, `frontal/testset/image00070_2`.
 *
 * @param path - the folder that holds `frontal` and the others (`merl_rav_labels` or `merl_rav_organized`).
 * @throws RangeError where a folder is missing, no label answers the options, a label departs from this, or its picture is missing.
 */
export async function openMerlRav(
  path: string,
  options: OptionsMerlRav = {},
): Promise<Dataset> {
  const { split = "all" } = options;
  const files = await listFiles(path, true);
  const sets = split === "all" ? ["testset", "trainset"] : [`${split}set`];
  const wanted = files.filter((file) => {
    const [pose, set] = file.split(sep);
    return (
      sets.includes(set!) &&
      (options.poses ?? POSES).includes(pose as PoseMerlRav)
    );
  });
  const entries =
    options.pictures === undefined
      ? besideLabels(path, wanted)
      : await fromAflw(path, wanted, options.pictures);
  const name = basename(path);
  if (entries.length === 0)
    throw expected(
      "at least one label that answers the options",
      name,
      `${files.length} other files`,
      { file: path },
    );
  const read = async (name: string, index: number) => {
    const { picture, label } = entries[index]!.find();
    return { name, picture, ...(await readLabel(label)) };
  };
  const names = entries.map((entry) => entry.name);
  const faces = await readSound(name, names, read, options);
  return labelledFaces(name, faces, split === "all" ? undefined : split);
}

function besideLabels(path: string, files: readonly string[]): Entry[] {
  return groupByStem(files, ".pts").map((group) => ({
    name: group.stem,
    find: () => onePair(path, group, ".pts"),
  }));
}

async function fromAflw(
  path: string,
  files: readonly string[],
  pictures: string,
): Promise<Entry[]> {
  const found = new Map<string, string[]>();
  for (const file of await listFiles(pictures, true)) {
    const ending = extname(file);
    if (!PICTURE_ENDINGS.includes(ending.toLowerCase())) continue;
    const stem = basename(file, ending);
    found.set(stem, [...(found.get(stem) ?? []), file]);
  }
  return files
    .filter((file) => file.endsWith(".pts"))
    .map((label) => {
      const stem = basename(label, ".pts");
      const folder = dirname(label).replace(/[\\/]labels$/, "");
      return {
        name: join(folder, stem),
        find: () => {
          // Several faces of a picture are numbered: image00070_2 is the second of image00070.
          const group = {
            stem,
            pictures: found.get(stem.replace(/_\d+$/, "")) ?? [],
            labels: [label],
          };
          const { picture } = onePair(pictures, group, ".pts");
          return { picture, label: join(path, label) };
        },
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function readLabel(file: string) {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    throw expected("a readable .pts file", "label", cause, { file, cause });
  }
  const landmarks = parsePts(text, file);
  const visibility = new Float32Array(LANDMARK_COUNT);
  for (let k = 0; k < LANDMARK_COUNT; k++) {
    // As the file has them: what the reader subtracted belongs to the place, not to the sign.
    const x = landmarks[3 * k]! + 1;
    const y = landmarks[3 * k + 1]! + 1;
    const selfHidden = x === -1 && y === -1;
    if (!selfHidden && x < 0 !== y < 0)
      throw expected(
        "x y, -x -y or -1 -1",
        `point ${k + 1} of ${LANDMARK_COUNT}`,
        `${x} ${y}`,
        { file },
      );
    const at: [number, number, number] = selfHidden
      ? [NaN, NaN, NaN]
      : [Math.abs(x) - 1, Math.abs(y) - 1, NaN];
    landmarks.set(at, 3 * k);
    if (selfHidden) visibility[k] = VISIBILITY.selfHidden;
    else visibility[k] = x < 0 ? VISIBILITY.covered : VISIBILITY.seen;
  }
  return { landmarks, visibility, box: boxOf(landmarks, file) };
}

function boxOf(landmarks: Float32Array, file: string): Box {
  try {
    return knownBox(landmarks);
  } catch (cause) {
    throw expected("at least two points that are known", "label", cause, {
      file,
      cause,
    });
  }
}
