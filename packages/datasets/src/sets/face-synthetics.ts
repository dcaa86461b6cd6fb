import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import sharp from "sharp";
import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT, tightBox } from "@fdhm/landmarks";
import type { Dataset } from "../dataset.ts";
import { readPictureSize } from "../formats/picture-file.ts";
import { readSound, type OpenOptions } from "../read-sound.ts";
import { labelledFaces } from "./labelled-faces.ts";
import { listFiles } from "./list-files.ts";
import { groupByStem, onePair } from "./pair-files.ts";

const LABEL = "_ldmks.txt";
const CLASSES = "_seg.png";
/** The 68 points and the two pupils. */
const LINES = 70;
/** Classes of `_seg.png`; all others are of the head or in front of it. */
const BACKGROUND = 0;
const IGNORE = 255;

/**
 * Microsoft's Face Synthetics as it is published (https://github.com/microsoft/FaceSynthetics): rendered faces of 512 x 512 px,
 *
 * ```
 * 000000.png          the picture
 * 000000_ldmks.txt    70 lines x y: the 68 points and the right and left pupil, which are left out
 * 000000_seg.png      a class a pixel, 0 background to 18, 255 where the set says nothing; the sample of 100 comes without
 * ```
 *
 * Pixels count from 0. The points are projections of points of the head ("x-ray"), hidden or not; z is NaN. Where there is a
 * `_seg.png` the sample has a mask: 0 background, 128 where the set says nothing, 255 for all else. Samples are sorted and named by stem.
 *
 * @param path - the folder.
 * @throws RangeError where the folder is missing or holds none, a picture has no label or a label no picture, or a label has other
 *   than 70 lines of two finite numbers.
 */
export async function openFaceSynthetics(
  path: string,
  options: OpenOptions = {},
): Promise<Dataset> {
  const files = await listFiles(path);
  const masks = new Set(files.filter((file) => file.endsWith(CLASSES)));
  const others = files.filter((file) => !masks.has(file));
  const groups = groupByStem(others, LABEL);
  if (groups.length === 0)
    throw expected("at least one picture", "Face Synthetics", "none", {
      file: path,
    });
  const read = async (stem: string, index: number) => {
    const { picture, label } = onePair(path, groups[index]!, LABEL);
    const landmarks = await readLines(label);
    const mask = `${stem}${CLASSES}`;
    return {
      name: stem,
      picture,
      landmarks,
      box: tightBox(landmarks),
      ...(masks.has(mask) && {
        readMask: () => readClasses(join(path, mask), picture),
      }),
    };
  };
  const stems = groups.map(({ stem }) => stem);
  const faces = await readSound(basename(path), stems, read, options);
  return labelledFaces(basename(path), faces);
}

/** The first 68 of 70 points, z = NaN. */
async function readLines(file: string): Promise<Float32Array> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    throw expected("a readable label", "points", cause, { file, cause });
  }
  const lines = text.trimEnd().split(/\r?\n/);
  if (lines.length !== LINES)
    throw expected(`${LINES} lines`, "points", `${lines.length} lines`, {
      file,
    });
  const landmarks = new Float32Array(3 * LANDMARK_COUNT);
  lines.forEach((line, k) => {
    const [x = NaN, y = NaN, ...more] = line.trim().split(/\s+/).map(Number);
    if (!Number.isFinite(x) || !Number.isFinite(y) || more.length > 0)
      throw expected("two finite numbers x y", `point ${k + 1}`, line, {
        file,
        line: k + 1,
      });
    if (k < LANDMARK_COUNT) landmarks.set([x, y, NaN], 3 * k);
  });
  return landmarks;
}

/** The mask that the classes of the pixels give. */
async function readClasses(file: string, picture: string): Promise<Uint8Array> {
  const { width, height } = await readPictureSize(picture);
  try {
    const { data, info } = await sharp(file, { failOn: "truncated" })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { channels } = await sharp(file).metadata();
    if (channels !== 1 || info.width !== width || info.height !== height)
      throw expected(
        `one channel of ${width} x ${height} px`,
        "classes",
        `${channels} of ${info.width} x ${info.height}`,
      );
    const step = info.channels;
    return Uint8Array.from({ length: width * height }, (_, i) => {
      const pixel = data[step * i]!;
      if (pixel === BACKGROUND) return 0;
      return pixel === IGNORE ? 128 : 255;
    });
  } catch (cause) {
    throw expected("a whole picture of classes", "mask", cause, {
      file,
      cause,
    });
  }
}
