import { readFile, rename, writeFile } from "node:fs/promises";
import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";

const COORDINATES =
  /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s+([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i;

/**
 * Reads iBUG's `.pts` format, version 1: the labels of 300-W, Helen, LFPW and AFW
 * (https://ibug.doc.ic.ac.uk/resources/300-W/).
 *
 * ```
 * version: 1
 * n_points: 68
 * {
 * 139.065 184.251
 * ...
 * }
 * ```
 *
 * One landmark a line, x before y, **1-based**: the first pixel's centre is (1, 1), as in MATLAB. This reader subtracts
 * 1 from both, and nothing after it does. Empty lines and spaces at the ends of lines are passed over. Not handled:
 * other numbers of points than 68, 3D points, comments.
 *
 * @param text - the whole file.
 * @param file - path for error sentences.
 * @returns 68 xyz triples in 0-based picture px; z, which the format does not have, is NaN.
 * @throws RangeError naming file and line where the text departs from the format.
 */
export function parsePts(text: string, file?: string): Float32Array {
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ text: line.trim(), line: index + 1 }))
    .filter((line) => line.text !== "");
  const end = { text: "the end of the file", line: text.split("\n").length };
  let at = 0;
  const take = (what: string, name: string, pattern: RegExp) => {
    const line = lines[at++] ?? end;
    const match = pattern.exec(line.text);
    if (match === null || line === end)
      throw expected(what, name, line.text, { file, line: line.line });
    return match;
  };

  take('"version: 1"', "the first line", /^version:\s*1$/i);
  take(`"n_points: ${LANDMARK_COUNT}"`, "the second line", COUNT);
  take('"{"', "the line before the points", /^\{$/);
  const landmarks = new Float32Array(3 * LANDMARK_COUNT);
  for (let k = 0; k < LANDMARK_COUNT; k++) {
    const name = `point ${k + 1} of ${LANDMARK_COUNT}`;
    const [, x, y] = take("two numbers x y", name, COORDINATES);
    landmarks[3 * k] = Number(x) - 1;
    landmarks[3 * k + 1] = Number(y) - 1;
    landmarks[3 * k + 2] = NaN;
  }
  take('"}"', `the line after point ${LANDMARK_COUNT}`, /^\}$/);
  const rest = lines[at];
  if (rest !== undefined)
    throw expected("nothing", 'the text after "}"', rest.text, {
      file,
      line: rest.line,
    });
  return landmarks;
}

const COUNT = new RegExp(`^n_points:\\s*${LANDMARK_COUNT}$`, "i");

/**
 * Reads a `.pts` file; the format is told at {@link parsePts}.
 *
 * @returns 68 xyz triples in 0-based picture px, z = NaN.
 * @throws RangeError where the file is missing or departs from the format.
 */
export async function readPts(path: string): Promise<Float32Array> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    throw expected("a readable .pts file", "label", cause, {
      file: path,
      cause,
    });
  }
  return parsePts(text, path);
}

/**
 * Writes 68 landmarks as a `.pts` file, adding the 1 that the reader subtracts; z is left out.
 *
 * @param landmarks - 68 xyz triples in 0-based picture px.
 * @throws RangeError where there are other than 68 or a coordinate is not finite.
 */
export async function writePts(
  path: string,
  landmarks: Float32Array,
): Promise<void> {
  if (landmarks.length !== 3 * LANDMARK_COUNT)
    throw expected(`${LANDMARK_COUNT} xyz triples`, "landmarks", landmarks);
  const points: string[] = [];
  for (let i = 0; i < landmarks.length; i += 3) {
    const x = landmarks[i]! + 1;
    const y = landmarks[i + 1]! + 1;
    if (!Number.isFinite(x) || !Number.isFinite(y))
      throw expected("finite pixels", `landmark ${i / 3}`, [x, y]);
    points.push(`${x.toFixed(3)} ${y.toFixed(3)}`);
  }
  const header = ["version: 1", `n_points: ${LANDMARK_COUNT}`, "{"];
  const text = [...header, ...points, "}", ""].join("\n");
  // Written beside and renamed, so that a stop half-way leaves no half of a label.
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}
