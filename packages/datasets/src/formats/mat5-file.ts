import { readFile } from "node:fs/promises";
import { expected } from "@fdhm/errors";
import { LANDMARK_COUNT } from "@fdhm/landmarks";
import { readMat5, type Mat5Array } from "@fdhm/morphable-model";

/**
 * Reads the number arrays of a MATLAB 5 file.
 *
 * @param wanted - names of the arrays; others are passed over.
 * @throws RangeError naming the file where it is missing, of another kind or cut.
 */
export async function readMat5File(
  path: string,
  wanted: readonly string[],
): Promise<ReadonlyMap<string, Mat5Array>> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw expected("a readable .mat file", "label", cause, {
      file: path,
      cause,
    });
  }
  return readMat5(bytes, path, wanted);
}

/**
 * The points of a label file's array: `2 x N` or `3 x N` as `pt2d` and `pt3d_68`, or `N x 2` and `N x 3` as `pts_2d` and `pts_3d`.
 *
 * @param arrays - what {@link readMat5File} gave.
 * @param name - of the array.
 * @param file - path for error sentences.
 * @param count - how many points there must be, N.
 * @returns `count` xyz triples in 0-based picture px: the 1 of MATLAB is subtracted from x and y; z relative to the points' mean,
 *   NaN where the array has two coordinates.
 * @throws RangeError where the array is missing, has another shape or a number that is not finite.
 */
export function mat5Points(
  arrays: ReadonlyMap<string, Mat5Array>,
  name: string,
  file: string,
  count: number = LANDMARK_COUNT,
): Float32Array {
  const array = arrays.get(name);
  if (array === undefined)
    throw expected(
      `${count} points`,
      name,
      new Error(`only ${[...arrays.keys()].join(", ") || "other arrays"}`),
      { file },
    );
  const [rows = 0, columns = 0] = array.shape;
  const upright = columns === count && (rows === 2 || rows === 3);
  const lying = rows === count && (columns === 2 || columns === 3);
  if (array.shape.length !== 2 || !(upright || lying))
    throw expected(
      `2 x ${count} or 3 x ${count} numbers`,
      name,
      new Error(array.shape.join(" x ")),
      { file },
    );
  const dimensions = upright ? rows : columns;
  const at = (k: number, axis: number): number =>
    array.data[upright ? k * dimensions + axis : axis * count + k]!;
  let meanZ = 0;
  if (dimensions === 3) for (let k = 0; k < count; k++) meanZ += at(k, 2);
  meanZ /= count;
  const points = new Float32Array(3 * count);
  for (let k = 0; k < count; k++) {
    points[3 * k] = at(k, 0) - 1;
    points[3 * k + 1] = at(k, 1) - 1;
    points[3 * k + 2] = dimensions === 3 ? at(k, 2) - meanZ : 0;
  }
  const broken = points.findIndex((value) => !Number.isFinite(value));
  if (broken >= 0)
    throw expected(
      "finite px",
      `point ${Math.floor(broken / 3) + 1} of ${name}`,
      points[broken],
      { file },
    );
  if (dimensions === 2) for (let k = 0; k < count; k++) points[3 * k + 2] = NaN;
  return points;
}
