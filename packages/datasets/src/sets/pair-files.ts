import { extname, join } from "node:path";
import { expected } from "@fdhm/errors";
import { PICTURE_ENDINGS } from "../formats/picture-file.ts";

/** Files that share a stem: the picture and the label of one face, where all is well. */
export interface StemFiles {
  /** Their path without the ending. */
  readonly stem: string;
  /** Pictures of that stem, with their endings. */
  readonly pictures: readonly string[];
  /** Labels of that stem, with their endings. */
  readonly labels: readonly string[];
}

/**
 * Groups pictures and labels by their stem: `a.jpg` and `a.pts`. Files that are neither are passed over.
 *
 * @param files - paths relative to the set's folder.
 * @param labelEndings - what a label's name may end in after the stem, in lower case: `".pts"`, `"_ldmks.txt"`.
 * @returns one group a stem, sorted by the stems' characters.
 */
export function groupByStem(
  files: readonly string[],
  ...labelEndings: readonly string[]
): StemFiles[] {
  const groups = new Map<string, { pictures: string[]; labels: string[] }>();
  const groupOf = (stem: string) => {
    const group = groups.get(stem) ?? { pictures: [], labels: [] };
    groups.set(stem, group);
    return group;
  };
  for (const file of files) {
    const ending = extname(file);
    const label = labelEndings.find((end) => file.toLowerCase().endsWith(end));
    if (label !== undefined)
      groupOf(file.slice(0, -label.length)).labels.push(file);
    else if (PICTURE_ENDINGS.includes(ending.toLowerCase()))
      groupOf(file.slice(0, -ending.length)).pictures.push(file);
  }
  return [...groups]
    .map(([stem, group]) => ({ stem, ...group }))
    .sort((a, b) => (a.stem < b.stem ? -1 : 1));
}

/**
 * The one picture and the one label of a stem, as paths.
 *
 * @param path - the set's folder.
 * @throws RangeError naming the picture without a label, the label without a picture, or what there is too much of.
 */
export function onePair(
  path: string,
  { pictures, labels }: StemFiles,
  ...labelEndings: readonly string[]
): {
  /** Path of the picture. */
  readonly picture: string;
  /** Path of the label. */
  readonly label: string;
} {
  const [picture, ...morePictures] = pictures;
  const [label, ...moreLabels] = labels;
  if (label === undefined || moreLabels.length > 0)
    throw expected(
      `one label (${labelEndings.join(", ")})`,
      `picture ${picture}`,
      labels.join(" and ") || "none",
      { file: join(path, picture!) },
    );
  if (picture === undefined || morePictures.length > 0)
    throw expected(
      `one picture (${PICTURE_ENDINGS.join(", ")})`,
      `label ${label}`,
      pictures.join(" and ") || "none",
      { file: join(path, label) },
    );
  return { picture: join(path, picture), label: join(path, label) };
}
