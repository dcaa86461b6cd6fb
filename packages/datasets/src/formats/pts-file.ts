import { readFile } from "node:fs/promises";
import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import { writeWhole } from "./write-whole.ts";

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
 * 3D points, comments.
 *
 * @param text - the whole file.
 * @param file - path for error sentences.
 * @param count - how many points there must be: 68 in 300-W.
 * @returns `count` xyz triples in 0-based picture px; z, which the format does not have, is NaN.
 * @throws RangeError naming file and line where the text departs from the format, or the count is no positive whole number.
 */
export function parsePts(
  text: string,
  file?: string,
  count: number = LANDMARK_COUNT,
): Float32Array {
  if (!Number.isInteger(count) || count < 1)
    throw expected("a whole number from 1", "count", count);
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
  const header = new RegExp(`^n_points:\\s*${count}$`, "i");
  take(`"n_points: ${count}"`, "the second line", header);
  take('"{"', "the line before the points", /^\{$/);
  const landmarks = new Float32Array(3 * count);
  for (let k = 0; k < count; k++) {
    const name = `point ${k + 1} of ${count}`;
    const [, x, y] = take("two numbers x y", name, COORDINATES);
    landmarks[3 * k] = Number(x) - 1;
    landmarks[3 * k + 1] = Number(y) - 1;
    landmarks[3 * k + 2] = NaN;
  }
  take('"}"', `the line after point ${count}`, /^\}$/);
  const rest = lines[at];
  if (rest !== undefined)
    throw expected("nothing", 'the text after "}"', rest.text, {
      file,
      line: rest.line,
    });
  return landmarks;
}

/**
 * Reads a `.pts` file; the format is told at {@link parsePts}.
 *
 * @param count - how many points there must be; default 68.
 * @returns `count` xyz triples in 0-based picture px, z = NaN.
 * @throws RangeError where the file is missing or departs from the format.
 */
export async function readPts(
  path: string,
  count: number = LANDMARK_COUNT,
): Promise<Float32Array> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    throw expected("a readable .pts file", "label", cause, {
      file: path,
      cause,
    });
  }
  return parsePts(text, path, count);
}

/**
 * Writes landmarks as a `.pts` file, adding the 1 that the reader subtracts; z is left out.
 *
 * @param landmarks - xyz triples in 0-based picture px.
 * @param count - how many there must be; default 68.
 * @throws RangeError where there are others than `count` or a coordinate is not finite.
 */
export async function writePts(
  path: string,
  landmarks: Float32Array,
  count: number = LANDMARK_COUNT,
): Promise<void> {
  if (landmarks.length !== 3 * count)
    throw expected(`${count} xyz triples`, "landmarks", landmarks);
  const points: string[] = [];
  for (let i = 0; i < landmarks.length; i += 3) {
    const x = landmarks[i]! + 1;
    const y = landmarks[i + 1]! + 1;
    if (!Number.isFinite(x) || !Number.isFinite(y))
      throw expected("finite pixels", `landmark ${i / 3}`, [x, y]);
    points.push(`${x.toFixed(3)} ${y.toFixed(3)}`);
  }
  const header = ["version: 1", `n_points: ${count}`, "{"];
  const text = [...header, ...points, "}", ""].join("\n");
  await writeWhole(path, text);
}
