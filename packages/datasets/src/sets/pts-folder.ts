import { readdir } from "node:fs/promises";
import { basename, extname, join, relative } from "node:path";
import { expected } from "@fdhm/errors";
import { tightBox } from "@fdhm/landmarks";
import { createDataset, type Dataset } from "../dataset.ts";
import { PICTURE_ENDINGS, readPicture } from "../formats/picture-file.ts";
import { readPts } from "../formats/pts-file.ts";
import { readSound, type OpenOptions } from "../read-sound.ts";

/** Settings of {@link openPtsFolder}. */
export interface PtsFolderOptions extends OpenOptions {
  /** Whether folders inside the folder are searched too; default false. */
  readonly recursive?: boolean;
}

/**
 * A folder of pictures with iBUG `.pts` labels of the same stem (`a.jpg`, `a.pts`), as 300-W is published.
 *
 * All labels are read and checked now, pictures when a sample is asked for. Pictures without a label are left out.
 * Samples are sorted by path and named by it, without the ending; their z is NaN.
 *
 * @param path - the folder.
 * @throws RangeError where the folder is missing or holds no label, a label has no picture or more than one, or a label
 *   departs from the format.
 */
export async function openPtsFolder(
  path: string,
  options: PtsFolderOptions = {},
): Promise<Dataset> {
  const files = await listFiles(path, options.recursive ?? false);
  const pictures = new Map<string, string[]>();
  for (const file of files) {
    const ending = extname(file);
    if (!PICTURE_ENDINGS.includes(ending.toLowerCase())) continue;
    const stem = file.slice(0, -ending.length);
    pictures.set(stem, [...(pictures.get(stem) ?? []), file]);
  }
  const labels = files.filter((file) => extname(file).toLowerCase() === ".pts");
  if (labels.length === 0)
    throw expected(
      "at least one .pts file",
      "folder",
      `${files.length} other files`,
      {
        file: path,
      },
    );
  const read = async (label: string) => {
    const stem = label.slice(0, -".pts".length);
    const file = join(path, label);
    const found = pictures.get(stem) ?? [];
    if (found.length !== 1)
      throw expected(
        `one picture (${PICTURE_ENDINGS.join(", ")})`,
        `label ${label}`,
        found.length === 0 ? "none" : found.join(" and "),
        { file },
      );
    const landmarks = await readPts(file);
    return {
      name: stem,
      picture: join(path, found[0]!),
      landmarks,
      box: tightBox(landmarks),
    };
  };
  const name = basename(path);
  const faces = await readSound(name, labels, read, options);
  return createDataset(name, faces.length, async (index) => {
    const face = faces[index]!;
    return {
      name: face.name,
      readPicture: () => readPicture(face.picture),
      landmarks: face.landmarks.slice(),
      box: face.box,
    };
  });
}

/** Paths of all files relative to the folder, sorted by their characters' codes (the same on every machine). */
async function listFiles(path: string, recursive: boolean): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true, recursive });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(path, join(entry.parentPath, entry.name)))
      .sort((a, b) => (a < b ? -1 : 1));
  } catch (cause) {
    throw expected("a readable folder", "data set", cause, {
      file: path,
      cause,
    });
  }
}
